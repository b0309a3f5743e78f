package io.nuncio.conformance.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.conformance.interop.InteropClient.WhenMissing;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// One client's program: prepared and run when its report is first asked for.
final class InteropRun {

  private static final String ERRORS = "errors.log";

  private final Workplace workplace;
  private final List<String> serverCommand;
  private final FutureTask<InteropReport> report = new FutureTask<>(this::run);

  InteropRun(Workplace workplace, List<String> serverCommand) {
    this.workplace = workplace;
    this.serverCommand = serverCommand;
  }

  InteropClient client() {
    return workplace.client();
  }

  /// Says on the console if it is not the program that will run.
  void announceMissing() {
    var replayed = client().toolchain().whenMissing() == WhenMissing.REPLAY;
    workplace.announceMissing(replayed ? "replayed, gems unavailable" : "skipped");
  }

  /// Ends the test that calls it if there will be no report.
  void requireReport() {
    if (client().toolchain().whenMissing() == WhenMissing.SKIP) {
      workplace.requireTools();
    }
  }

  /// Whether there will be a report, even if it is one of failures.
  boolean hasReport() {
    return client().toolchain().whenMissing() == WhenMissing.REPLAY
        || workplace.missing().isEmpty();
  }

  /// What the program printed; the same on every call, including a failure to prepare it.
  InteropReport report() throws InterruptedException {
    report.run();
    try {
      return report.get();
    } catch (ExecutionException e) {
      throw new AssertionError(client().name() + ": " + e.getMessage(), e);
    }
  }

  private InteropReport run() throws IOException, InterruptedException {
    if (workplace.missing().isPresent()) {
      return Replay.of(workplace.recording(), client(), serverCommand);
    }
    workplace.prepare();
    try (var server = new RestartableServer(serverCommand)) {
      return new InteropReport(runAgainst(server), false);
    }
  }

  private ProgramOutput runAgainst(RestartableServer server)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(client().program().command());
    command.addAll(List.of("127.0.0.1", Integer.toString(server.port()), RestartableServer.TOKEN));
    var process = workplace.start(command, ERRORS);
    var lines = new CompletableFuture<List<String>>();
    Thread.ofVirtual()
        .name("output of " + client().name())
        .start(() -> readOutput(process, server, lines));
    workplace.awaitProgram(process);
    return new ProgramOutput(process.exitValue(), lines.join(), workplace.errors(ERRORS));
  }

  private static void readOutput(
      Process process, RestartableServer server, CompletableFuture<List<String>> result) {
    var lines = new ArrayList<String>();
    try (BufferedReader output = process.inputReader(UTF_8);
        var input = process.outputWriter(UTF_8)) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.equals("restart-please")) {
          server.restart();
          input.write("restarted\n");
          input.flush();
        }
      }
      result.complete(List.copyOf(lines));
    } catch (IOException | RuntimeException | AssertionError e) {
      // The server did not come back, or the program did not listen: nothing more to wait for.
      process.destroyForcibly();
      result.completeExceptionally(e);
    }
  }
}
