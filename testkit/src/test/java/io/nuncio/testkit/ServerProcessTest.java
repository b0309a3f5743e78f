package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
  private static final int SIGTERM_STATUS = 128 + 15;

  @Test
  void learnsThePortFromTheLog() {
    try (var server = ServerProcess.start(fakeServer())) {
      assertThat(server.port()).isPositive();
      assertThat(server.connect().info()).isEqualTo("INFO {} ");
    }
  }

  @Test
  void givenPortNeedsNoLog() {
    int port;
    try (var first = ServerProcess.start(fakeServer())) {
      port = first.port();
    }

    try (var server = ServerProcess.startOnPort(fakeServer(), port, "--quiet")) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.errorLines()).isEmpty();
    }
  }

  @Test
  void stopAsksAndKillDoesNot() {
    try (var asked = ServerProcess.start(fakeServer());
        var killed = ServerProcess.start(fakeServer())) {
      assertThat(asked.stop()).isEqualTo(SIGTERM_STATUS);
      killed.kill();

      assertThat(asked.errorLines()).endsWith("bye");
      assertThat(killed.isRunning()).isFalse();
      assertThat(killed.errorLines()).doesNotContain("bye");
    }
  }

  @Test
  void failedStartShowsWhatTheProcessSaid() {
    assertThatThrownBy(() -> ServerProcess.start(fakeServer(), "--fail"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cannot go on");
    assertThatThrownBy(() -> ServerProcess.startOnPort(fakeServer(), 1, "--fail"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("status 3")
        .hasMessageContaining("cannot go on");
  }

  @Test
  void runGivesStatusAndBothOutputs() {
    var finished = ServerProcess.run(fakeServer(), "--fail");

    assertThat(finished.status()).isEqualTo(3);
    assertThat(finished.output()).containsExactly("half way");
    assertThat(finished.errors()).containsExactly("cannot go on");
  }

  @Test
  void awaitedLineMayHaveComeBefore() {
    try (var server = ServerProcess.start(fakeServer())) {
      assertThat(server.awaitLine("client connections")).endsWith(":" + server.port());

      server.stop();

      assertThatThrownBy(() -> server.awaitLine("never said"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("never said")
          .hasMessageContaining("bye");
    }
  }

  private static List<String> fakeServer() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-XX:TieredStopAtLevel=1", "-cp", testClasses(), FakeNatsServer.class.getName());
  }

  /// Where this test was loaded from, also if the class path is a patched module.
  private static String testClasses() {
    var name = FakeNatsServer.class.getName().replace('.', '/') + ".class";
    var file = FakeNatsServer.class.getResource("FakeNatsServer.class").toString();
    return Path.of(URI.create(file.substring(0, file.length() - name.length()))).toString();
  }
}
