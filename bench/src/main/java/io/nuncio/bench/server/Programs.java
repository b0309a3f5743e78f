package io.nuncio.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Other programs, run for what they print.
public final class Programs {
  private Programs() {}

  /// What the program prints, without the spaces around it; empty if it cannot be run, or fails.
  ///
  /// @param command the program and its arguments
  public static Optional<String> output(List<String> command) throws InterruptedException {
    return output(Path.of("").toAbsolutePath(), Map.of(), command);
  }

  /// The same in a folder, with more variables.
  public static Optional<String> output(
      Path folder, Map<String, String> variables, List<String> command)
      throws InterruptedException {
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(variables);
      var process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /// What the server says of its version; empty if it cannot be run.
  public static Optional<String> version(Contender contender) throws InterruptedException {
    return output(contender.versionCommandLine()).map(lines -> lines.replace("\n", ", "));
  }
}
