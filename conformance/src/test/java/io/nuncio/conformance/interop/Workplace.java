package io.nuncio.conformance.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.nats.client.Nats;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.crypto.CipherParameters;

/// Where one client's programs are built and run: a copy of its folders in `target/interop`.
///
/// It is kept from run to run, and built again when a file or a command has changed.
public final class Workplace {
  /// For `@ResourceLock`: two classes may not build the same program at once.
  public static final String SHARED = "target/interop";

  private static final Duration PREPARATION_LIMIT = Duration.ofMinutes(5);
  private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(60);

  private static final Duration EXAMPLE_LIMIT = Duration.ofSeconds(30);

  private final InteropClient client;
  private final Path sources;
  private final Path work;

  /// @param sources the folder with all programs
  /// @param work the folder for this client's files; made if missing
  Workplace(InteropClient client, Path sources, Path work) {
    this.client = client;
    this.sources = sources;
    this.work = work;
  }

  /// One for each client that there is.
  static List<Workplace> all() {
    try {
      // The second signs what clients with keys sign.
      var jnats = jar(Nats.class) + File.pathSeparator + jar(CipherParameters.class);
      var work = Path.of("target", "interop").toAbsolutePath();
      return InteropClients.all(Path.of(System.getProperty("java.home")), jnats).stream()
          .map(client ->
              new Workplace(client, root().resolve("interop"), work.resolve(client.name())))
          .toList();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar of jnats is in a strange place", e);
    }
  }

  /// The one of the client with this name.
  public static Workplace of(String name) {
    return all().stream()
        .filter(place -> place.client().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path jar(Class<?> of) throws URISyntaxException {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /// The project's folder.
  static Path root() {
    var root = Optional.ofNullable(System.getProperty("nuncio.root")).orElse("..");
    return Path.of(root).toAbsolutePath().normalize();
  }

  InteropClient client() {
    return client;
  }

  /// What this machine lacks to run the client.
  Optional<String> missing() {
    var toolchain = client.toolchain();
    return toolchain.tools().stream()
        .filter(tool -> executable(tool).isEmpty())
        .findFirst()
        .map("no '%s' on PATH"::formatted)
        .or(() ->
            succeeds(toolchain.probe())
                ? Optional.empty()
                : Optional.of("no " + toolchain.installation()));
  }

  /// Says on the console what is left out for want of tools.
  void announceMissing(String what) {
    missing()
        .ifPresent(
            reason -> System.out.printf("interop: %s %s: %s%n", client.name(), what, reason));
  }

  /// Ends the test that calls it if the client cannot run here.
  public void requireTools() {
    var missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    var mayBeMissing = client.toolchain().whenMissing() == InteropClient.WhenMissing.REPLAY;
    if (!mayBeMissing && !System.getenv().getOrDefault("CI", "").isEmpty()) {
      fail("%s: install %s".formatted(missing.get(), client.toolchain().installation()));
    }
    abort("interop: %s skipped: %s".formatted(client.name(), missing.get()));
  }

  /// Copies and builds the program, unless that was done before.
  public void prepare() throws IOException, InterruptedException {
    var inputs = new StringBuilder();
    for (var tool : client.toolchain().tools()) {
      inputs.append(executable(tool).orElseThrow().toRealPath()).append('\n');
    }
    inputs.append(client.program().preparation()).append('\n');
    for (var folder : client.folders()) {
      copy(folder, inputs);
    }
    var stamp = work.resolve("prepared");
    if (Files.exists(stamp) && Files.readString(stamp, ISO_8859_1).contentEquals(inputs)) {
      return;
    }
    Files.deleteIfExists(stamp);
    for (var command : client.program().preparation()) {
      build(command);
    }
    Files.writeString(stamp, inputs, ISO_8859_1);
  }

  private void build(List<String> command) throws IOException, InterruptedException {
    var log = work.resolve("preparation.log");
    var process = builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    await(process, PREPARATION_LIMIT);
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(command, process.exitValue(), Files.readString(log)));
    }
  }

  /// Starts a command in the folder of the program. Its output is left to the caller.
  ///
  /// @param log where its standard error goes
  Process start(List<String> command, String log) throws IOException {
    return builder(command).redirectError(work.resolve(log).toFile()).start();
  }

  /// Runs a command of the example to its end, which comes by force after half a minute.
  public ProgramOutput run(List<String> command) throws IOException, InterruptedException {
    var output = work.resolve("output.log");
    var errors = work.resolve("errors.log");
    var process =
        builder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    await(process, EXAMPLE_LIMIT);
    return new ProgramOutput(
        process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
  }

  /// What a process wrote to its standard error, once it has ended.
  List<String> errors(String log) throws IOException {
    return Files.readAllLines(work.resolve(log));
  }

  /// Waits for the end of a program, which comes by force after a minute.
  void awaitProgram(Process process) throws InterruptedException {
    await(process, PROGRAM_LIMIT);
  }

  /// The copy of the program's folder.
  Path folder() {
    return work.resolve(client.folders().get(0));
  }

  /// What the client sent when it was recorded.
  Path recording() {
    return sources.resolve(client.name()).resolve("recorded.txt");
  }

  private void copy(String folder, StringBuilder inputs) throws IOException {
    var to = Files.createDirectories(work.resolve(folder));
    try (var files = Files.list(sources.resolve(folder))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        Files.copy(file, to.resolve(file.getFileName()), REPLACE_EXISTING);
        inputs.append(file.getFileName()).append('\n').append(Files.readString(file, ISO_8859_1));
      }
    }
  }

  private ProcessBuilder builder(List<String> command) {
    var words = new ArrayList<>(command);
    if (words.get(0).contains("/")) {
      words.set(0, folder().resolve(words.get(0)).normalize().toString());
    }
    return new ProcessBuilder(words).directory(folder().toFile());
  }

  private static Optional<Path> executable(String tool) {
    // An absolute path stays what it is when resolved against a folder of PATH.
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Stream.of(folders)
        .map(folder -> Path.of(folder).resolve(tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean succeeds(List<String> probe) {
    if (probe.isEmpty()) {
      return true;
    }
    try {
      var process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      await(process, PROGRAM_LIMIT);
      return process.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void await(Process process, Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }
}
