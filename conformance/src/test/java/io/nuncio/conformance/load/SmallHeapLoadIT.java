package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that makes a server keep memory, at once, on a small heap. Not for the reference
/// server, whose memory only the machine bounds.
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(400)
class SmallHeapLoadIT {
  private static final String JAVA_OPTIONS = "-Xmx256m";
  private static final int STALLED = 100;
  private static final int HALF_SENT = 1_000;
  private static final int IDLE = 5_000;
  private static final int OPEN_FILES = STALLED + HALF_SENT + IDLE + 500;
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Name, what was exceeded, how much was pending, and whose account.
  private static final Pattern CUT =
      Pattern.compile(
          " - \"(stalled-\\d+)\" - Slow Consumer Detected: (MaxPending|memory budget|WriteDeadline)"
              + " of \\d+s? .*\\b(\\d+) bytes pending\\b.*, account \\$G$");

  private static final Pattern HALF_SENT_CUT =
      Pattern.compile(
          " - \"half-\\d+\" - Memory budget of \\d+ .* \\d+ bytes unfinished,"
              + " \\d+ bytes pending, account \\$G$");

  @RegisterExtension static final LoadReport report = new LoadReport();

  /// 60,000 bytes nearly fill the chunk they wait in, 132,000 leave half of theirs empty.
  @ParameterizedTest
  @ValueSource(ints = {60_000, 132_000})
  void smallHeapHoldsAllThatClientsDoToIt(int messageBytes) throws Exception {
    Program program = Program.underTest().withJavaOptions(JAVA_OPTIONS);
    assumeFalse(program.isReference(), "the reference server has no bound to test");
    assumeTrue(ProcessStatus.own().openFilesLimit() > OPEN_FILES, "too few open files allowed");
    var rows = report.rows("small heap, " + JAVA_OPTIONS, program);
    List<LoadClient> clients = Collections.synchronizedList(new ArrayList<>());
    try (ServerProcess server = program.start()) {
      assumeTrue(ProcessStatus.of(server.pid()).openFilesLimit() > OPEN_FILES, "too few for it");
      rows.addMemory("at the start", ProcessStatus.of(server.pid()));
      try (Bystander bystander = Bystander.start(server)) {
        List<LoadClient> idle = connect(server, "idle-", IDLE);
        clients.addAll(idle);
        rows.addMemory("with " + IDLE + " idle connections", ProcessStatus.of(server.pid()));
        List<LoadClient> stalled = connect(server, "stalled-", STALLED);
        stalled.forEach(client -> client.subscribe("st"));
        clients.addAll(stalled);
        Flood flood = Flood.start(LoadClient.connect(server, "publisher"), "st", messageBytes);
        Stopwatch stopwatch = Stopwatch.started();
        List<LoadClient> half = connect(server, "half-", HALF_SENT);
        clients.addAll(half);
        rows.add("half-sent messages refused while sent", sendHalf(half) + " of " + HALF_SENT);

        awaitCuts(server, stopwatch);
        rows.add(
            "all stalled cut after", stopwatch.elapsed().toMillis() + " ms", "named in the log");
        flood.stop();
        reportCuts(rows, server);
        idle.forEach(LoadClient::ping);
        rows.add("idle connections that answer", IDLE + " of " + IDLE, "all");
        reportRoundTrips(rows, bystander.stop());
        flood.close();
      }
      reportEnd(rows, server);
    } finally {
      clients.forEach(LoadClient::close);
    }
  }

  private static List<LoadClient> connect(ServerProcess server, String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> LoadClient.connect(server, name + i)).toList();
  }

  /// Sends the first half of a message of each.
  ///
  /// @return for how many the server closed the connection meanwhile
  private static int sendHalf(List<LoadClient> clients) {
    ByteBuffer half = ByteBuffer.allocateDirect(MESSAGE_BYTES / 2);
    int refused = 0;
    for (LoadClient client : clients) {
      try {
        client.send("PUB half " + MESSAGE_BYTES + "\r\n");
        client.send(half.clear());
      } catch (IOException | RuntimeException e) {
        refused++;
      }
    }
    return refused;
  }

  private static long cuts(ServerProcess server) {
    return server.errorLines().stream()
        .map(CUT::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group(1))
        .distinct()
        .count();
  }

  private static void awaitCuts(ServerProcess server, Stopwatch stopwatch) {
    while (cuts(server) < STALLED && server.isRunning() && stopwatch.left(PATIENCE).isPositive()) {
      Await.pass(Duration.ofMillis(50));
    }
    assertThat(cuts(server))
        .as("stalled subscribers cut, each by name\n%s", String.join("\n", server.errorLines()))
        .isEqualTo(STALLED);
  }

  private static void reportCuts(LoadReport.Rows rows, ServerProcess server) {
    List<String> lines = server.errorLines();
    for (String limit : List.of("MaxPending", "memory budget", "WriteDeadline")) {
      long count =
          lines.stream()
              .map(CUT::matcher)
              .filter(matcher -> matcher.find() && matcher.group(2).equals(limit))
              .count();
      rows.add("stalled cut by " + limit, String.valueOf(count));
    }
    long halves = lines.stream().filter(line -> HALF_SENT_CUT.matcher(line).find()).count();
    long all = lines.stream().filter(line -> line.contains(" unfinished")).count();
    rows.add("half-sent messages cut", String.valueOf(halves), "each named in the log");
    assertThat(halves).isEqualTo(all);
    long others =
        lines.stream()
            .filter(line -> line.contains("Slow Consumer") && !CUT.matcher(line).find())
            .count();
    rows.add("others cut as slow", String.valueOf(others), "0");
    assertThat(others).isZero();
  }

  private static void reportRoundTrips(LoadReport.Rows rows, List<Long> nanos) {
    rows.add("bystander's requests", nanos.size() + ", all answered", "all answered");
    rows.add("bystander's p99", millis(nanos.get(nanos.size() * 99 / 100)));
    rows.add("bystander's worst", millis(nanos.getLast()));
  }

  private static void reportEnd(LoadReport.Rows rows, ServerProcess server) {
    ProcessStatus status = ProcessStatus.of(server.pid());
    rows.addMemory("after it", status);
    rows.add("most RSS", status.peakRssMebibytes() + " MiB");
    assertThat(server.isRunning()).isTrue();
    assertThat(server.errorLines())
        .noneMatch(line -> line.contains("OutOfMemory") || line.contains("Server code failed"));
    rows.add("OutOfMemoryError", "none", "none; process alive");
  }

  private static String millis(long nanos) {
    return LoadReport.number(nanos / 1e6, "ms");
  }
}
