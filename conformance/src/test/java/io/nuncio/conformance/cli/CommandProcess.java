package io.nuncio.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./nuncio` under way, or ended.
final class CommandProcess {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;
  private final Path err;

  /// The launcher of the checkout.
  static String launcher() {
    return Path.of(System.getProperty("nuncio.root"), "nuncio").toAbsolutePath().toString();
  }

  /// Starts a command; what it prints goes to files in `folder`, which is its home, too.
  static CommandProcess start(Path folder, Map<String, String> variables, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      var builder =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("NATS_"));
      builder.environment().put("XDG_CONFIG_HOME", folder.toString());
      builder.environment().putAll(variables);
      return new CommandProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CommandProcess awaitErr(String text) {
    Await.until("'" + text + "'", LIMIT, () -> err().contains(text) || !process.isAlive());
    assertThat(err()).contains(text);
    return this;
  }

  CommandProcess awaitOut(String text) {
    Await.until("'" + text + "'", LIMIT, () -> out().contains(text) || !process.isAlive());
    assertThat(out()).contains(text);
    return this;
  }

  /// Sends a signal, such as `INT`.
  CommandProcess signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    return this;
  }

  /// Waits for the end, and returns the exit status.
  int status() throws InterruptedException {
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(err()).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
