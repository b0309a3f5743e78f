package io.nuncio.conformance.tls;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.nio.file.Path;

/// A server that says nothing in plain text, for which the usual start would wait in vain.
record SilentServer(ServerProcess process, int port) implements AutoCloseable {
  static SilentServer start(Path configuration) {
    String[] flags = {"-a", ServerProcess.HOST, "-p", "-1", "-c", configuration.toString()};
    ServerProcess process = ServerProcess.launch(ServerUnderTest.command(), 0, flags);
    try {
      String line = process.awaitLine("Listening for client connections on 127\\.0\\.0\\.1:\\d+");
      process.awaitLine("Server is ready");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      return new SilentServer(process, port);
    } catch (AssertionError e) {
      process.kill();
      throw e;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
