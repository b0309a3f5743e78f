package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nats.client.support.JsonValue;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit log of a running server.
class AuditLogIT {
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  @TempDir Path folder;
  private Path audit = Path.of("");
  private Path config = Path.of("");

  @BeforeAll
  static void onlyNuncioHasIt() {
    assumeFalse(ServerUnderTest.isReference(), "nats-server 2.15.2 has none");
  }

  @BeforeEach
  void nameTheFiles() {
    audit = folder.resolve("audit.log");
    config = folder.resolve("nats.conf");
  }

  @Test
  void keepsWhoCameAndWhatForAndWhenItWent() throws IOException {
    try (var server = start("authorization { token: t }\n")) {
      try (var client = server.connect()) {
        client.send(
            "CONNECT {\"verbose\":false,\"name\":\"a\\\"b\",\"lang\":\"x\",\"version\":\"1\",");
        client.send("\"auth_token\":\"t\"}\r\nSUB s 1\r\nPUB s 2\r\nhi\r\n");
        client.expect("MSG s 1 2\r\nhi\r\n");
      }
      await("client_gone", "name", "a\"b");
    }

    JsonValue admitted = only("client_admitted", "name", "a\"b");
    JsonValue gone = only("client_gone", "name", "a\"b");
    for (JsonValue event : List.of(admitted, gone)) {
      JsonValue client = JsonLines.field(event, "client");
      assertThat(JsonLines.text(client, "ip")).isEqualTo("127.0.0.1");
      assertThat(JsonLines.text(client, "name")).isEqualTo("a\"b");
      assertThat(JsonLines.text(client, "account")).isEqualTo("$G");
      assertThat(JsonLines.text(client, "user")).isEqualTo("[REDACTED]");
    }
    assertThat(JsonLines.text(gone, "reason")).isEqualTo("Client Closed");
    assertThat(number(gone, "in_msgs")).isEqualTo(1);
    assertThat(number(gone, "out_bytes")).isEqualTo(2);
  }

  @Test
  void keepsWhoWasRefused() throws IOException {
    try (var server = start("authorization { token: t }\n");
        var client = server.connect()) {
      client.send("CONNECT {\"auth_token\":\"u\",\"name\":\"unheard\"}\r\n").expect(VIOLATION);
      await("client_gone", "reason", "Authentication Failure");
    }

    JsonValue refused = only("client_refused", "reason", "Authorization Violation");
    assertThat(number(refused, "delay_ms")).isNotNegative();
    assertThat(JsonLines.text(JsonLines.field(refused, "client"), "name")).isEmpty();
  }

  @Test
  void keepsReloadsAndMovesWithThem() throws IOException {
    var moved = folder.resolve("moved.log");
    try (var server = start("")) {
      reload(server, "max_payload: 1000\naudit_log: \"" + audit + "\"\n");
      await("reloaded");
      reload(server, "max_payload: 1000\nserver_name: other\n");
      await("reload_refused");
      reload(server, "max_payload: 1000\naudit_log: \"" + moved + "\"\n");
      Await.until("the other file", RawPeer.LIMIT, () -> !JsonLines.of(moved).isEmpty());
    }

    assertThat(JsonLines.field(only("reloaded"), "changes").array)
        .singleElement()
        .extracting(change -> change.string)
        .isEqualTo("Reloaded: max_payload = 1000");
    assertThat(JsonLines.field(only("reload_refused"), "reasons").array)
        .singleElement()
        .extracting(reason -> reason.string)
        .asString()
        .startsWith("server_name needs a restart");
    assertThat(JsonLines.text(JsonLines.of(moved).getFirst(), "event")).isEqualTo("reloaded");
  }

  @Test
  void aReloadWhoseFileCannotBeOpenedIsRefused() throws IOException {
    var missing = folder.resolve("missing").resolve("audit.log");
    try (var server = start("")) {
      reload(server, "max_payload: 1000\naudit_log: \"" + missing + "\"\n");

      server.awaitLine(
          "Failed to reload server configuration: could not open the audit log: "
              + missing
              + ": no such file or directory");
      await("reload_refused");
    }
  }

  @Test
  void isForItsOwnerAndOpenedAgainOnUserSignalOne() throws IOException {
    try (var server = start("")) {
      leave(server, "before");
      Files.move(audit, folder.resolve("moved.log"));

      ServerUnderTest.run("--signal", "reopen=" + server.pid());

      server.awaitLine("Audit log re-opened");
      leave(server, "behind");
    }

    for (String name : List.of("audit.log", "moved.log")) {
      Path file = folder.resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(JsonLines.of(file)).as(name).isNotEmpty();
    }
  }

  @Test
  void aServerThatCannotOpenItDoesNotStart() throws IOException {
    Files.writeString(config, "audit_log: \"" + folder.resolve("missing/audit.log") + "\"\n");

    var started = ServerUnderTest.run("-a", "127.0.0.1", "-p", "-1", "-c", config.toString());
    var checked = ServerUnderTest.run("-t", "-c", config.toString());

    assertThat(started.status()).isEqualTo(1);
    assertThat(started.errors())
        .last()
        .asString()
        .contains("[FTL] Could not open the audit log: ", "missing/audit.log: no such file");
    assertThat(checked.status()).isEqualTo(1);
    assertThat(checked.errors()).last().asString().contains("the audit log", "there is no folder");
  }

  private void leave(ServerProcess server, String name) {
    server.connect().handshake("'verbose':false,'name':'" + name + "'").close();
    await("client_gone", "name", name);
  }

  private ServerProcess start(String text) throws IOException {
    Files.writeString(config, text + "audit_log: \"" + audit + "\"\n");
    return ServerUnderTest.start("-c", config.toString());
  }

  private void reload(ServerProcess server, String text) throws IOException {
    Files.writeString(config, text);
    ServerUnderTest.run("--signal", "reload=" + server.pid());
  }

  private void await(String event) {
    Await.until(event, RawPeer.LIMIT, () -> !events(audit, event).isEmpty());
  }

  private void await(String event, String field, String value) {
    Await.until(value, RawPeer.LIMIT, () -> !events(event, field, value).isEmpty());
  }

  private JsonValue only(String event) {
    return only(events(audit, event));
  }

  private JsonValue only(String event, String field, String value) {
    return only(events(event, field, value));
  }

  private static JsonValue only(List<JsonValue> found) {
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /// Those with this value in the field, of the event or of its client. Looking whether a server is
  /// ready is an event, too.
  private List<JsonValue> events(String event, String field, String value) {
    return events(audit, event).stream()
        .filter(each -> {
          JsonValue holder = each.map.containsKey(field) ? each : JsonLines.field(each, "client");
          return JsonLines.text(holder, field).equals(value);
        })
        .toList();
  }

  private static List<JsonValue> events(Path file, String event) {
    return JsonLines.of(file).stream()
        .filter(each -> JsonLines.text(each, "event").equals(event))
        .toList();
  }

  private static long number(JsonValue object, String name) {
    JsonValue value = JsonLines.field(object, name);
    return value.i != null ? value.i : value.l;
  }
}
