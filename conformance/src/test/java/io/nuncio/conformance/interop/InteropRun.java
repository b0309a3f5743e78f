package io.nuncio.conformance.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One client's program: prepared and run when its report is first asked for.
final class InteropRun {

  private static final Duration PREPARATION_LIMIT = Duration.ofMinutes(5);
  private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(60);

  private final InteropClient client;
  private final Path sources;
  private final Path work;
  private final List<String> serverCommand;
  private final FutureTask<InteropReport> report = new FutureTask<>(this::prepareAndRun);

  /// @param sources the folder with all programs
  /// @param work the folder for this client's files; made if missing
  InteropRun(InteropClient client, Path sources, Path work, List<String> serverCommand) {
    this.client = client;
    this.sources = sources;
    this.work = work;
    this.serverCommand = serverCommand;
  }

  /// The first tool that this machine does not have.
  Optional<String> missingTool() {
    return client.toolchain().tools().stream().filter(tool -> !isExecutable(tool)).findFirst();
  }

  /// What the program printed; the same on every call, including a failure to prepare it.
  InteropReport report() throws InterruptedException {
    report.run();
    try {
      return report.get();
    } catch (ExecutionException e) {
      throw new AssertionError(client.name() + ": " + e.getMessage(), e);
    }
  }

  private static boolean isExecutable(String tool) {
    // An absolute path stays what it is when resolved against a folder of PATH.
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Stream.of(folders).anyMatch(dir -> Files.isExecutable(Path.of(dir).resolve(tool)));
  }

  private InteropReport prepareAndRun() throws IOException, InterruptedException {
    for (var folder : client.folders()) {
      copy(sources.resolve(folder), work.resolve(folder));
    }
    for (var command : client.preparation()) {
      prepare(command);
    }
    try (var server = new RestartableServer(serverCommand)) {
      return runAgainst(server);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), REPLACE_EXISTING);
      }
    }
  }

  private void prepare(List<String> command) throws IOException, InterruptedException {
    var log = work.resolve("preparation.log");
    var process = builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    await(process, PREPARATION_LIMIT);
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(command, process.exitValue(), Files.readString(log)));
    }
  }

  private InteropReport runAgainst(RestartableServer server)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(client.command());
    command.addAll(List.of("127.0.0.1", Integer.toString(server.port()), RestartableServer.TOKEN));
    var errors = work.resolve("errors.log");
    var process = builder(command).redirectError(errors.toFile()).start();
    var lines = new CompletableFuture<List<String>>();
    Thread.ofVirtual()
        .name("output of " + client.name())
        .start(() -> readOutput(process, server, lines));
    await(process, PROGRAM_LIMIT);
    return new InteropReport(process.exitValue(), lines.join(), Files.readAllLines(errors));
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

  private ProcessBuilder builder(List<String> command) {
    var directory = work.resolve(client.folders().get(0));
    var words = new ArrayList<>(command);
    if (words.get(0).contains("/")) {
      words.set(0, directory.resolve(words.get(0)).normalize().toString());
    }
    return new ProcessBuilder(words).directory(directory.toFile());
  }

  private static void await(Process process, Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  /// The folder of the programs, below the project's root.
  static Path sources(Path root) {
    var sources = root.resolve("interop");
    if (!Files.isDirectory(sources)) {
      throw new UncheckedIOException(new IOException("no folder " + sources));
    }
    return sources;
  }
}
