package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The events that a recording of a running server gets.
class FlightRecorderIT {
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  @TempDir Path folder;

  @BeforeAll
  static void onlyAJvmHasIt() {
    assumeFalse(ServerUnderTest.isReference(), "nats-server 2.15.2 is no JVM");
  }

  @Test
  void aRecordingHasWhoCameWhoWasRefusedAndWhatWasReloaded() throws IOException {
    var config = Files.writeString(folder.resolve("nats.conf"), "authorization { token: t }\n");
    List<RecordedEvent> events;
    try (var server = ServerUnderTest.start("-D", "-c", config.toString())) {
      Jcmd.tell(server, "JFR.start", "name=look");
      try (var client = server.connect().connectWithToken("t")) {
        client.send("PUB a 3\r\nabc\r\n").expectNothingElse();
      }
      server.awaitLine("Client connection closed: Client Closed");
      server.connect().send("CONNECT {\"auth_token\":\"u\"}\r\n").expect(VIOLATION).expectClosed();
      server.awaitLine("Client connection closed: Authentication Failure");
      reload(server, config, "authorization { token: t }\nmax_payload: 1000\n", "Reloaded server");
      reload(server, config, "server_name: other\n", "Failed to reload");

      events = dump(server);
    }

    var opened = only(events, "ConnectionOpened");
    assertThat(opened.getString("ip")).isEqualTo("127.0.0.1");
    assertThat(opened.getString("user")).isEqualTo("[REDACTED]");
    assertThat(opened.getStackTrace()).isNull();
    var closed = all(events, "ConnectionClosed").getFirst();
    assertThat(closed.getLong("clientId")).isEqualTo(opened.getLong("clientId"));
    assertThat(closed.getString("reason")).isEqualTo("Client Closed");
    assertThat(closed.getLong("inMessages")).isEqualTo(1);
    assertThat(closed.getLong("inBytes")).isEqualTo(3);
    assertThat(closed.getDuration("stayed")).isPositive();
    var refused = only(events, "AuthenticationFailure");
    assertThat(refused.getString("reason")).isEqualTo("Authorization Violation");
    assertThat(refused.getDuration("delay")).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(all(events, "Reload"))
        .extracting(e -> e.getBoolean("accepted"))
        .containsExactly(true, false);
    assertThat(all(events, "Reload").getFirst().getString("details"))
        .isEqualTo("Reloaded: max_payload = 1000");
  }

  private void reload(ServerProcess server, Path config, String text, String answer)
      throws IOException {
    Files.writeString(config, text);
    ServerUnderTest.run("--signal", "reload=" + server.pid());
    server.awaitLine(answer);
  }

  private List<RecordedEvent> dump(ServerProcess server) throws IOException {
    var file = folder.resolve("look.jfr");
    Jcmd.tell(server, "JFR.dump", "name=look", "filename=" + file);
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    for (RecordedEvent event : events) {
      if (event.getEventType().getName().startsWith("io.nuncio.")) {
        assertThat(event.getEventType().getCategoryNames()).containsExactly("Nuncio");
        assertThat(event.getEventType().getDescription()).isNotEmpty();
      }
    }
    return events;
  }

  private static List<RecordedEvent> all(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("io.nuncio." + name))
        .toList();
  }

  private static RecordedEvent only(List<RecordedEvent> events, String name) {
    assertThat(all(events, name)).as(name).hasSize(1);
    return all(events, name).getFirst();
  }
}
