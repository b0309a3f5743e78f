package io.nuncio.conformance;

import io.nuncio.testkit.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/// The server command that all tests of this module run.
public final class ServerUnderTest {
  private ServerUnderTest() {}

  /// The words of the command, without flags.
  ///
  /// @throws IllegalStateException if no system property says where the command is
  public static List<String> command() {
    var command = System.getProperty("nuncio.server.command", "").strip();
    if (!command.isEmpty()) {
      return List.of(command.split("\\s+"));
    }
    var root = System.getProperty("nuncio.root");
    if (root == null) {
      throw new IllegalStateException(
          "set -Dnuncio.server.command, or -Dnuncio.root to the folder of ./nats-server");
    }
    return List.of(Path.of(root, "nats-server").toAbsolutePath().toString());
  }

  /// Whether the command is nats-server 2.15.2, from which no row may differ.
  public static boolean isReference() {
    return Boolean.getBoolean("nuncio.reference");
  }

  /// Starts a server on a free port.
  static ServerProcess start(String... flags) {
    return ServerProcess.start(command(), flags);
  }

  /// Runs the command to its end.
  static ServerProcess.Finished run(String... flags) {
    return ServerProcess.run(command(), flags);
  }
}
