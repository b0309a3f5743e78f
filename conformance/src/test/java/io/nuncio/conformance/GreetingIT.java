package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server says before it is asked anything.
class GreetingIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  /// Fields always sent, in their order.
  private static final List<String> ALWAYS =
      List.of(
          "server_id",
          "server_name",
          "version",
          "proto",
          "go",
          "host",
          "port",
          "headers",
          "max_payload",
          "client_id",
          "client_ip");

  @Test
  void infoComesFirstAndThenSilenceUntilTheClientSpeaks() {
    try (var peer = server.connect()) {
      assertThat(peer.info()).startsWith("INFO {\"server_id\":");

      peer.expectSilence(Duration.ofMillis(500));
    }
  }

  @Test
  void infoEndsWithASpaceBeforeTheLineEnd() {
    try (var peer = server.connect()) {
      assertThat(peer.info()).endsWith("} ").doesNotEndWith("  ");
    }
  }

  @Test
  void fieldsComeInTheUsualOrder() {
    var names = info().names();

    assertThat(names).containsSubsequence(ALWAYS);
    assertThat(names).startsWith("server_id", "server_name", "version", "proto");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          server_id,   "N[A-Z2-7]{55}"
          server_name, "[^ "]+"
          version,     "2\\.15\\.\\d+"
          proto,       1
          go,          "[^"]+"
          host,        "127\\.0\\.0\\.1"
          headers,     true
          max_payload, 1048576
          client_id,   [1-9]\\d*
          client_ip,   "127\\.0\\.0\\.1"
          """)
  void valueHasItsForm(String field, String form) {
    assertThat(info().fields().get(field)).matches(form);
  }

  @Test
  void portIsTheOneConnectedTo() {
    assertThat(info().number("port")).isEqualTo(server.process().port());
  }

  @Test
  void identityIsTheSameForEveryClient() {
    var first = info().fields();
    var second = info().fields();

    assertThat(second.get("server_id")).isEqualTo(first.get("server_id"));
    assertThat(second.get("server_name")).isEqualTo(first.get("server_name"));
  }

  @Test
  void clientIdGrowsByOne() {
    long first = info().number("client_id");
    long second = info().number("client_id");

    assertThat(second).isEqualTo(first + 1);
  }

  @ParameterizedTest
  @CsvSource({"auth_required", "tls_required", "tls_available", "nonce", "jetstream", "ldm"})
  void whatIsOffIsLeftOut(String field) {
    assertThat(info().names()).doesNotContain(field);
  }

  @Test
  void tokenIsAnnouncedAsNeeded() {
    try (var guarded = ServerUnderTest.start("--auth", "secret-of-greeting");
        var peer = guarded.connect()) {
      var info = InfoLine.of(peer.info());

      assertThat(info.fields()).containsEntry("auth_required", "true").doesNotContainKey("nonce");
      assertThat(info.names()).containsSubsequence("headers", "auth_required", "max_payload");
      assertThat(peer.info()).doesNotContain("secret-of-greeting");
    }
  }

  @Test
  void serverNameCanBeGiven() {
    try (var named = ServerUnderTest.start("--name", "first-of-many");
        var peer = named.connect()) {
      assertThat(InfoLine.of(peer.info()).fields())
          .containsEntry("server_name", "\"first-of-many\"");
    }
  }

  private static InfoLine info() {
    try (var peer = server.connect()) {
      return InfoLine.of(peer.info());
    }
  }
}
