package io.nuncio.conformance.pages;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts that fail, and checks of configurations that find something: what is said then.
final class Refusals {
  private static final List<String> CONFIGURATIONS =
      List.of(
          "port: x, max_conections: 5",
          "jetstream: true",
          "authorization { token: abc",
          "authorization { token: $NUNCIO_IS_NOT_SET }",
          "authorization { token: \"\" }",
          "include \"missing.conf\"",
          "max_payload: 100MB",
          "ping_interval: 30, authorization { token: 12345 }",
          "tls { cert_file: \"missing.pem\", key_file: \"missing.pem\" }");
  private static final List<List<String>> COMMAND_LINES =
      List.of(
          List.of("-t", "-c", "missing.conf"),
          List.of("-js"),
          List.of("-jetsteam"),
          List.of("-p", "70000"),
          List.of("--auth", "a", "--user", "b", "--pass", "c"),
          List.of("-a", "203.0.113.9", "-p", "-1"),
          List.of("-a", "127.0.0.1", "-p", "-1", "-l", "missing/nats.log"),
          List.of("-a", "127.0.0.1", "-p", "-1", "-P", "missing/nats.pid"),
          List.of("--signal", "reload=2147483647"));

  private final Path folder;
  private final List<String> said = new ArrayList<>();

  Refusals(Path folder) {
    this.folder = folder;
  }

  List<String> provoke() throws IOException, InterruptedException {
    for (String configuration : CONFIGURATIONS) {
      run("-t", "-c", Files.writeString(folder.resolve("wrong.conf"), configuration).toString());
    }
    for (List<String> words : COMMAND_LINES) {
      run(words.toArray(String[]::new));
    }
    try (var first = ServerProcess.start(ServerUnderTest.command())) {
      run("-a", ServerProcess.HOST, "-p", Integer.toString(first.port()));
    }
    withoutAJdk();
    withoutABuild();
    nobodyListens();
    return said;
  }

  private void run(String... words) {
    ServerProcess.Finished ended = ServerProcess.run(ServerUnderTest.command(), words);
    said.addAll(ended.output());
    said.addAll(ended.errors());
  }

  private void withoutAJdk() throws IOException, InterruptedException {
    String launcher = Claims.ROOT.resolve("nats-server").toString();
    sh("env -i PATH=/nowhere NUNCIO_JDK_FOLDERS= /bin/sh '" + launcher + "' -v");
  }

  private void withoutABuild() throws IOException, InterruptedException {
    List<String> parts =
        List.of(
            "nats-server",
            "scripts/launcher.sh",
            "scripts/jvm.sh",
            "scripts/nats-server.sh",
            ".mvn/jdk.sh");
    for (String file : parts) {
      Path copy = folder.resolve("checkout").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Claims.ROOT.resolve(file), copy);
    }
    String java = System.getProperty("java.home");
    sh(
        "NUNCIO_JAVA_HOME='"
            + java
            + "' NUNCIO_NO_BUILD=1 sh '"
            + folder
            + "/checkout/nats-server'");
  }

  private void nobodyListens() throws IOException, InterruptedException {
    sh("'" + Claims.ROOT.resolve("nuncio") + "' pub a b --server 127.0.0.1:1");
  }

  /// Runs a shell, and keeps what it says.
  private void sh(String script) throws IOException, InterruptedException {
    said.addAll(Shell.run(folder, script));
  }

  /// A shell whose output counts, not its exit status.
  static final class Shell {
    private Shell() {}

    static List<String> run(Path folder, String script) throws IOException, InterruptedException {
      Path output = Files.createTempFile(folder, "said", "");
      Process process =
          new ProcessBuilder("sh", "-c", script)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + script);
      }
      return Files.readAllLines(output);
    }
  }
}
