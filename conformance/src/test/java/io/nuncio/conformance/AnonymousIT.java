package io.nuncio.conformance;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever presents nothing, where a configuration file demands anything.
class AnonymousIT {
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";
  private static final String JOE = "{ user: joe, password: s3cret }";
  private static final String BY_KEY = "{ nkey: " + KEY + " }";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization { token: t0ken }",
        "authorization { user: joe, password: s3cret }",
        "authorization { users: [ " + JOE + " ] }",
        "authorization { users: [ " + BY_KEY + " ] }",
        "authorization { timeout: 1, users: [ " + BY_KEY + ", " + JOE + " ] }",
        "authorization { default_permissions: { publish: a }, users: [ " + JOE + " ] }",
      })
  void whoPresentsNothingIsRefusedWhateverTheFileDemands(String file) throws IOException {
    try (var server = server(file)) {
      for (var first : List.of("PING\r\n", "CONNECT {}\r\n", "SUB > 1\r\n", "PUB a 0\r\n\r\n")) {
        try (var stranger = server.connect()) {
          stranger.send(first).expect("-ERR 'Authorization Violation'\r\n").expectClosed();
        }
      }
    }
  }

  private ServerProcess server(String text) throws IOException {
    var file = Files.writeString(folder.resolve("nats.conf"), text + "\nping_interval: \"30s\"\n");
    return ServerUnderTest.start("-c", file.toString());
  }
}
