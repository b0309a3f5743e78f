package io.nuncio.bench.parts;

import io.nuncio.server.routing.FanOut;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Router;
import io.nuncio.server.routing.SubjectIndex;
import io.nuncio.wire.PublishFrame;
import java.util.SplittableRandom;
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

/// Finds who wants a message, in the index of all subscribers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IndexBenchmark {
  private static final int MESSAGES = 1_024;

  /// Subjects with a subscriber each.
  @Param({"1000", "50000", "1000000"})
  int subjects = 1_000;

  /// Whether filters with wildcards and queue groups want all of them, too.
  @Param({"false", "true"})
  boolean wildcards;

  private final SubjectIndex index = new SubjectIndex(1);
  private final Publication message = new Publication(0);
  private final FanOut fanOut = new FanOut();
  private final Router router = new Router(index, new SplittableRandom(1), false);
  private PublishFrame[] frames = {};

  /// For JMH.
  public IndexBenchmark() {}

  /// Fills the index.
  @Setup
  public void subscribe() {
    for (int i = 0; i < subjects; i++) {
      index.add(new CountingSubscriber("orders.eu." + i, "", i));
    }
    if (wildcards) {
      index.add(new CountingSubscriber("orders.*.*", "", subjects));
      index.add(new CountingSubscriber("orders.>", "", subjects + 1L));
      index.add(new CountingSubscriber("*.eu.*", "workers", subjects + 2L));
      index.add(new CountingSubscriber("*.eu.>", "workers", subjects + 3L));
    }
    frames = Published.frames("orders.eu.", 1_000);
  }

  /// A look into the index for each message.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int match() {
    fanOut.beginTurn();
    int taken = 0;
    for (int i = 0; i < MESSAGES; i++) {
      message.moveTo(frames[(i * 7) % frames.length], this);
      taken += router.route(message, fanOut) ? 1 : 0;
    }
    return taken;
  }
}
