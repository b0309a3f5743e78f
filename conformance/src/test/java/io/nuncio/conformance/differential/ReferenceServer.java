package io.nuncio.conformance.differential;

import java.nio.file.Path;
import java.util.List;

/// Where nats-server 2.15.2 is, which this project does not bring along.
public final class ReferenceServer {
  private ReferenceServer() {}

  /// The words of its command.
  ///
  /// @throws IllegalStateException if `-Dnuncio.reference.command` does not name it
  public static List<String> command() {
    var command = System.getProperty("nuncio.reference.command", "").strip();
    if (command.isEmpty()) {
      throw new IllegalStateException(
          "name nats-server 2.15.2: -Dnuncio.reference.command=/usr/local/bin/nats-server");
    }
    return List.of(Path.of(command).toAbsolutePath().toString());
  }
}
