package io.nuncio.conformance.interop;

import io.nuncio.testkit.ServerProcess;
import java.util.List;

/// The server under test with a token, on one port over all its restarts.
///
/// Not thread safe: after the construction all calls but [#close()] come from the thread that reads
/// a program's output, and that one from the thread that joined it.
final class RestartableServer implements AutoCloseable {

  static final String TOKEN = "mytoken!";

  private final List<String> command;
  private final int port;
  private ServerProcess process;

  /// Starts a server on a port of its own choice.
  RestartableServer(List<String> command) {
    this.command = List.copyOf(command);
    process = ServerProcess.start(command, "--auth", TOKEN);
    port = process.port();
  }

  int port() {
    return port;
  }

  void restart() {
    process.stop();
    process = ServerProcess.startOnPort(command, port, "--auth", TOKEN);
  }

  @Override
  public void close() {
    process.close();
  }
}
