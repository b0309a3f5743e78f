package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Crew;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Many clients come back at once to a server that has just been started.
///
/// @param name of the workload
/// @param connections how many
public record Storm(String name, int connections) implements Workload {
  private static final int AT_A_TIME = 64;
  private static final int OTHER_FILES = 300;
  private static final int SETTLE_MILLIS = 1_000;
  private static final Path LIMITS = Path.of("/proc/self/limits");

  @Override
  public String summary() {
    return "%,d connections come, 64 at a time, subscribe and stay".formatted(connections);
  }

  @Override
  public String unit() {
    return "connection";
  }

  @Override
  public Stage stage() {
    return Stage.FRESH;
  }

  @Override
  public void check() throws IOException {
    if (!Files.exists(LIMITS)) {
      return;
    }
    for (String line : Files.readAllLines(LIMITS)) {
      if (line.startsWith("Max open files")) {
        String limit = new StringTokenizer(line.substring("Max open files".length())).nextToken();
        int needed = connections + OTHER_FILES;
        if (!limit.equals("unlimited") && Long.parseLong(limit) < needed) {
          throw new IOException(
              "%s needs %d open files and the limit is %s: ulimit -n %d raises it, --only leaves it out"
                  .formatted(name, needed, limit, needed));
        }
      }
    }
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    Queue<Connection> held = new ConcurrentLinkedQueue<>();
    var next = new AtomicInteger();
    long before = server.memory().residentBytes();
    try (var crew = new Crew()) {
      for (int i = 0; i < AT_A_TIME; i++) {
        crew.add(() -> connect(server, next, held));
      }
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      crew.start();
      crew.await();
      long elapsed = Clock.nanos() - start;
      long cpu = server.cpu().nanos() - cpuBefore;
      Clock.pause(SETTLE_MILLIS);
      long added = server.memory().residentBytes() - before;
      return Sample.of(connections, cpu, elapsed)
          .with(Figure.CONNECTION_KILOBYTES, added / 1024.0 / connections)
          .with(Figure.PEAK_MEGABYTES, server.memory().peakBytes() / 1048576.0);
    } finally {
      for (var connection : held) {
        // A reset, so that no port is kept waiting.
        connection.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        connection.close();
      }
    }
  }

  private void connect(ServerProcess server, AtomicInteger next, Queue<Connection> held)
      throws IOException {
    for (int i = next.getAndIncrement(); i < connections; i = next.getAndIncrement()) {
      var connection = Connection.greeted(server.endpoint());
      held.add(connection);
      connection.send(
          Connection.connect(server.endpoint(), true) + "SUB storm." + i + " 1\r\nPING\r\n");
      connection.expect("PONG\r\n");
    }
  }
}
