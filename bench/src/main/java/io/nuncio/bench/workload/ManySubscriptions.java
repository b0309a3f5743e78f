package io.nuncio.bench.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.ByteCounter;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Crew;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A million subscriptions of one account: how they come, what they weigh, what a message costs
/// among them, and how they go.
///
/// @param name of the workload
public record ManySubscriptions(String name) implements Workload {
  private static final int CONNECTIONS = 10;
  private static final int FIRST = 1_000_000;
  private static final int SIZE = 16;
  private static final int BATCH_BYTES = 65_536;
  private static final int MESSAGES = 300_000;
  private static final int SETTLE_MILLIS = 1_000;
  private static final String INBOX = "_INBOX.gone";

  @Override
  public String summary() {
    return "1,000,000 subscriptions over 10 connections (100,000 with --short), and 16 B 1 to 1"
        + " among them";
  }

  @Override
  public Stage stage() {
    return Stage.FRESH;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int count = scale.pick(1_000_000, 100_000);
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(Connection.open(server.endpoint()));
      }
      var subscribed = subscribe(server, connections, count);
      // What a message costs is asked of a server that has seen some.
      publish(server, connections.getFirst(), scale.of(MESSAGES));
      var taken = publish(server, connections.getFirst(), scale.of(MESSAGES));
      long start = Clock.nanos();
      for (var connection : connections) {
        connection.close();
      }
      awaitNobody(server, count);
      return subscribed
          .with(Figure.CPU, taken.cpuNanos() / (double) scale.of(MESSAGES))
          .with(Figure.RATE, scale.of(MESSAGES) * 1e9 / taken.elapsedNanos())
          .with(Figure.LEAVE_MILLIS, (Clock.nanos() - start) / 1e6);
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private static Sample subscribe(ServerProcess server, List<Connection> connections, int count)
      throws IOException, InterruptedException {
    long before = server.memory().residentBytes();
    int each = count / CONNECTIONS;
    try (var crew = new Crew()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        var connection = connections.get(i);
        var lines = lines(FIRST + i * each, each);
        crew.add(() -> {
          connection.write(lines);
          connection.ping();
        });
      }
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      crew.start();
      crew.await();
      long elapsed = Clock.nanos() - start;
      long cpu = server.cpu().nanos() - cpuBefore;
      Clock.pause(SETTLE_MILLIS);
      long added = server.memory().residentBytes() - before;
      return Sample.empty()
          .with(Figure.SUBSCRIBE_NANOS, elapsed / (double) count)
          .with(Figure.SUBSCRIBE_CPU, cpu / (double) count)
          .with(Figure.SUBSCRIPTION_BYTES, added / (double) count);
    }
  }

  private static ByteBuffer lines(int first, int count) {
    var lines = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      lines.append("SUB ").append(subject(i)).append(' ').append(i).append("\r\n");
    }
    return ByteBuffer.wrap(lines.toString().getBytes(US_ASCII));
  }

  private static String subject(int index) {
    return "bench.s." + index;
  }

  /// To the first subscription of the connection, which goes on afterwards.
  private static StreamRun.Taken publish(ServerProcess server, Connection subscriber, int messages)
      throws IOException, InterruptedException {
    long bytes = (long) Frames.message(subject(FIRST), FIRST, SIZE).length * messages;
    try (var run = new StreamRun()) {
      run.watch(subscriber, new ByteCounter(bytes));
      run.publish(
          Connection.open(server.endpoint()),
          Publication.of(Frames.publish(subject(FIRST), SIZE), BATCH_BYTES, messages));
      return run.run(server.cpu());
    }
  }

  /// Waits until a message to a subject of each connection meets nobody.
  private static void awaitNobody(ServerProcess server, int count) throws IOException {
    long patienceNanos = server.endpoint().patience().limit().toNanos();
    try (var asking = Connection.open(server.endpoint(), "SUB " + INBOX + " 1\r\n")) {
      for (int i = 0; i < CONNECTIONS; i++) {
        String last = subject(FIRST + (i + 1) * (count / CONNECTIONS) - 1);
        long start = Clock.nanos();
        boolean gone = false;
        while (!gone) {
          if (Clock.nanos() - start > patienceNanos) {
            throw new IOException(last + " is still subscribed to, and its client is long gone");
          }
          asking.send("PUB " + last + " " + INBOX + " 0\r\n\r\n");
          gone = asking.ping().contains(" 503");
        }
      }
    }
  }
}
