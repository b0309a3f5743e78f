package io.nuncio.bench.parts;

import io.nuncio.server.simulation.MemoryClient;
import io.nuncio.server.simulation.MemoryServer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A message on its whole way from one link to others, everything but the sockets: what it takes
/// more than to be parsed and routed is what outboxes cost.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeliveryBenchmark {
  private static final int MESSAGES = 30;

  /// Bytes of a message.
  @Param({"16", "128", "8192"})
  int payloadBytes = 16;

  /// How many subscribers it goes to.
  @Param({"1", "10"})
  int destinations = 1;

  private final MemoryServer server = new MemoryServer();
  private final MemoryClient publisher = server.connect("");

  /// For JMH.
  public DeliveryBenchmark() {}

  /// Connects the subscribers.
  @Setup
  public void subscribe() {
    for (int i = 0; i < destinations; i++) {
      server.connect("SUB orders.created 1\r\n");
    }
    publisher.repeat(Published.plain("orders.created", payloadBytes).repeat(MESSAGES));
  }

  /// One read of a batch, one write to each destination or, of the largest, several.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long deliver() {
    server.runOnce();
    return publisher.saidBytes();
  }
}
