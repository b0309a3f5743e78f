package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may look at a running server, and what is shown of who came in and who did not.
class MonitoringAccessIT {
  @TempDir Path folder;

  @BeforeEach
  void onlyOurs() {
    assumeFalse(ServerUnderTest.isReference(), "the reference server shows itself to everyone");
  }

  private Path config(String monitoringToken) throws IOException {
    return Files.writeString(
        folder.resolve("nats.conf"),
        """
        http: "127.0.0.1:-1"
        monitoring { token: "%s" }
        authorization { tokens: [ { name: ci, token: "right" } ] }
        """
            .formatted(monitoringToken));
  }

  private static int monitoringPort(ServerProcess server) {
    String line = server.awaitLine("Starting http monitor on 127\\.0\\.0\\.1:\\d+");
    return Integer.parseInt(line.replaceFirst(".*:(\\d+).*", "$1"));
  }

  @Test
  void onlyHoldersOfTheMonitoringTokenSeeMoreThanTheHealth() throws IOException {
    Path file = config("first");
    try (var server = ServerUnderTest.start("-c", file.toString())) {
      int port = monitoringPort(server);
      assertThat(HttpAnswer.to(port, "GET", "/varz").status()).isEqualTo(401);
      assertThat(HttpAnswer.to(port, "GET", "/varz", "Bearer wrong").status()).isEqualTo(401);
      assertThat(HttpAnswer.to(port, "GET", "/varz", "Bearer first").status()).isEqualTo(200);
      assertThat(HttpAnswer.to(port, "GET", "/healthz").status()).isEqualTo(200);
      assertThat(HttpAnswer.to(port, "POST", "/varz", "Bearer first").status()).isEqualTo(405);

      config("second");
      ReloadSignal.reload(server);

      assertThat(HttpAnswer.to(port, "GET", "/varz", "Bearer first").status()).isEqualTo(401);
      assertThat(HttpAnswer.to(port, "GET", "/varz", "Bearer second").status()).isEqualTo(200);
    }
  }

  @Test
  void whoCameInIsShownByNameAndWhoDidNotIsCounted() throws IOException {
    Path file = config("m0nitor");
    try (var server = ServerUnderTest.start("-c", file.toString());
        RawPeer holder = server.connect().connectWithToken("right");
        RawPeer guesser = server.connect()) {
      guesser
          .send("CONNECT {\"auth_token\":\"wrong\"}\r\n")
          .expect("-ERR 'Authorization Violation'\r\n")
          .expectClosed();
      int port = monitoringPort(server);

      String connz = HttpAnswer.to(port, "GET", "/connz?auth=1", "Bearer m0nitor").body();
      String varz = HttpAnswer.to(port, "GET", "/varz", "Bearer m0nitor").body();
      String metrics = HttpAnswer.to(port, "GET", "/metrics", "Bearer m0nitor").body();

      assertThat(connz).contains("\"authorized_user\": \"ci\"").doesNotContain("right");
      assertThat(varz).containsPattern("\"auth_failure_stats\": \\{\\s*\"refused\": 1,");
      assertThat(metrics).containsPattern("(?m)^\\S*auth_failure_stats_refused\\S* 1$");
      holder.expectNothingElse();
    }
  }
}
