package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Latencies;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Crew;
import io.nuncio.bench.wire.Endpoint;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Receiver;
import io.nuncio.bench.wire.Requesters;
import io.nuncio.bench.wire.Responder;
import io.nuncio.bench.wire.RunningCount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// One client holds 65,536 filters that all match, and has messages sent to them without a pause;
/// what is timed are the requests of another client meanwhile.
///
/// @param name of the workload
public record Bomb(String name) implements Workload {
  private static final int TOKENS = 16;
  private static final int FILTERS = 1 << TOKENS;
  private static final int FIRST_SID = 100_000;
  private static final int SIZE = 16;
  private static final int UNREAD_MESSAGES = 4;
  private static final int REQUESTS = 600;
  private static final long LOOK_NANOS = 200_000;
  private static final String SUBJECT = "a.".repeat(TOKENS - 1) + "a";

  @Override
  public String summary() {
    return "65,536 filters match each message; latency of requests beside it";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int requests = scale.of(REQUESTS);
    var received = new RunningCount();
    int frameBytes = Frames.message(SUBJECT, FIRST_SID, SIZE).length;
    Endpoint endpoint = server.endpoint();
    try (var crew = new Crew();
        var target = Connection.open(endpoint, subscriptions());
        var source = Connection.open(endpoint);
        var service = Connection.open(endpoint, "SUB svc 1\r\n");
        var bystander = new Requesters(requests);
        var receiver = new Receiver()) {
      bystander.add(endpoint, "svc", SIZE);
      receiver.add(target, received);
      crew.add(receiver);
      crew.add(new Responder(service));
      crew.add(() -> publish(source, received, (long) frameBytes * FILTERS));
      crew.start();
      awaitFirst(received, endpoint.patience().limit());
      long bytesBefore = received.bytes();
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      Latencies latencies = bystander.run();
      long elapsed = Clock.nanos() - start;
      long deliveries = Math.max(1, (received.bytes() - bytesBefore) / frameBytes);
      return Sample.of(deliveries, server.cpu().nanos() - cpuBefore, elapsed).with(latencies);
    }
  }

  private static void awaitFirst(RunningCount received, Duration limit)
      throws IOException, InterruptedException {
    long start = Clock.nanos();
    while (received.bytes() == 0) {
      if (Clock.nanos() - start > limit.toNanos()) {
        throw new IOException("nothing is delivered to overlapping filters");
      }
      Clock.waitUntil(Clock.nanos() + LOOK_NANOS);
    }
  }

  /// Publishes until interrupted; at most so much that the server need not cut the subscriber off.
  private static void publish(Connection source, RunningCount received, long bytesForEach)
      throws IOException, InterruptedException {
    byte[] frame = Frames.publish(SUBJECT, SIZE);
    var message = ByteBuffer.allocateDirect(frame.length).put(frame);
    for (long sent = 1; !Thread.currentThread().isInterrupted(); sent++) {
      source.write(message.rewind());
      source.ping();
      while (received.bytes() < (sent - UNREAD_MESSAGES) * bytesForEach) {
        Clock.waitUntil(Clock.nanos() + LOOK_NANOS);
      }
    }
  }

  private static String subscriptions() {
    var lines = new StringBuilder();
    for (int filter = 0; filter < FILTERS; filter++) {
      lines.append("SUB ");
      for (int token = 0; token < TOKENS; token++) {
        lines.append(token == 0 ? "" : ".").append((filter >> token & 1) == 0 ? '*' : 'a');
      }
      lines.append(' ').append(FIRST_SID + filter).append("\r\n");
    }
    return lines.toString();
  }
}
