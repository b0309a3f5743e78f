package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where tokens come from: files of their own, lists, the command line; and what a reload makes of
/// them.
class TokenSourcesIT {
  private static final String CANARY = "canary-token-27182818284590452353";
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  @TempDir Path folder;

  @BeforeEach
  void isOurs() {
    assumeFalse(ServerUnderTest.isReference(), "it has neither files nor lists of tokens");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static void refused(ServerProcess server, String token) {
    try (RawPeer peer = server.connect()) {
      peer.send("CONNECT {\"auth_token\":\"" + token + "\"}\r\n").expect(VIOLATION).expectClosed();
    }
  }

  @Test
  void anotherTokenInTheSameFileHoldsAfterAReload() throws Exception {
    Path token = write("token", "old\n");
    Path conf = write("nats.conf", "authorization { token_file: \"" + token + "\" }");
    try (var server = ServerUnderTest.start("-c", conf.toString());
        RawPeer leaving = server.connect().connectWithToken("old").ignoringNoise()) {
      write("token", "fresh\n");
      ReloadSignal.reload(server);

      assertThat(leaving.readUntil(text -> text.contains("-ERR"), RawPeer.LIMIT))
          .contains(VIOLATION);
      server.connect().connectWithToken("fresh").close();
      refused(server, "old");
      assertThat(server.errorLines())
          .anyMatch(line -> line.endsWith("Reloaded: authorization token"));
    }
  }

  @Test
  void tokenFileOfTheCommandLineIsReadAgainWithoutAConfigurationFile() throws Exception {
    Path token = write("token", "old");
    try (var server = ServerUnderTest.start("--auth_file", token.toString())) {
      write("token", "fresh");

      assertThat(ReloadSignal.reload(server)).endsWith("Reloaded server configuration");
      server.connect().connectWithToken("fresh").close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", CANARY + "\nmore\n"})
  void tokenFileInDisorderLeavesTheOldTokenInForce(String content) throws Exception {
    Path token = write("token", CANARY);
    Path conf = write("nats.conf", "authorization { token_file: \"" + token + "\" }");
    try (var server = ServerUnderTest.start("-c", conf.toString())) {
      write("token", content);

      assertThat(ReloadSignal.reload(server))
          .contains("Failed to reload", "authorization.token_file");
      server.connect().connectWithToken(CANARY).close();
      refused(server, "");
      assertThat(server.errorLines()).noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void tokensAreRotatedWithoutAnOutage() throws Exception {
    Path conf = write("nats.conf", "authorization { tokens: [ { name: old, token: t1 } ] }");
    try (var server = ServerUnderTest.start("-c", conf.toString());
        RawPeer early = server.connect().connectWithToken("t1").ignoringNoise()) {
      write(
          "nats.conf",
          "authorization { tokens: [ { name: old, token: t1 }, { name: ci, token: t2 } ] }");
      ReloadSignal.reload(server);
      try (RawPeer late = server.connect().connectWithToken("t2").ignoringNoise()) {
        early.send("PING\r\n");
        assertThat(early.readUntil(text -> text.contains("PONG"), RawPeer.LIMIT))
            .doesNotContain("-ERR");
        write("nats.conf", "authorization { tokens: [ { name: ci, token: t2 } ] }");
        ReloadSignal.reload(server);

        assertThat(early.readUntil(text -> text.contains("-ERR"), RawPeer.LIMIT))
            .contains(VIOLATION);
        late.send("PING\r\n");
        assertThat(late.readUntil(text -> text.contains("PONG"), RawPeer.LIMIT))
            .doesNotContain("-ERR");
      }
      assertThat(server.errorLines())
          .anyMatch(line -> line.endsWith("Reloaded: authorization tokens: added ci"))
          .anyMatch(line -> line.endsWith("Reloaded: authorization tokens: removed old"));
    }
  }

  @Test
  void listThatComesUnderAFlagByAReloadIsRefused() throws Exception {
    Path conf = write("nats.conf", "max_payload: 1000");
    try (var server = ServerUnderTest.start("-c", conf.toString(), "--auth", CANARY)) {
      write("nats.conf", "authorization { tokens: [ { name: ci, token: t2 } ] }");

      assertThat(ReloadSignal.reload(server))
          .contains("Failed to reload", "--auth and authorization.tokens of");
      server.connect().connectWithToken(CANARY).close();
      refused(server, "t2");
    }
  }

  @Test
  void tokenOnTheCommandLineIsWarnedAboutOnce() throws Exception {
    Path conf = write("nats.conf", "max_payload: 1000");
    try (var server = ServerUnderTest.start("-c", conf.toString(), "--auth", CANARY)) {
      write("nats.conf", "max_payload: 2000");
      ReloadSignal.reload(server);
      ReloadSignal.reload(server);

      assertThat(server.errorLines())
          .filteredOn(line -> line.contains("--auth puts the token on the command line"))
          .hasSize(1);
    }
  }

  @Test
  void fileThatOthersCanReadIsWarnedAboutWithoutItsSecret() throws Exception {
    Path conf = write("nats.conf", "authorization { token: \"" + CANARY + "\" }");
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-r--r--"));
    try (var server = ServerUnderTest.start("-c", conf.toString())) {
      assertThat(server.errorLines())
          .anyMatch(line -> line.contains("[WRN] " + conf + " holds a secret in plain text"))
          .noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void expiredTokenIsWarnedAboutAndRefused() throws Exception {
    Path conf =
        write(
            "nats.conf",
            """
            authorization {
              tokens: [
                { name: old, token: t1, expires: 2020-01-01T00:00:00Z }
                { name: ci, token: t2 }
              ]
            }
            """);
    try (var server = ServerUnderTest.start("-c", conf.toString())) {
      refused(server, "t1");
      server.connect().connectWithToken("t2").close();
      server.awaitLine("\\[WRN] The token \"old\" of authorization.tokens has expired");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL="})
  void tokenMayBeUtf8WhateverTheLocale(String locale) {
    List<String> command = new ArrayList<>(List.of("env", "-u", "LANG", "-u", "LC_CTYPE", locale));
    command.addAll(ServerUnderTest.command());
    try (var server = ServerProcess.start(command, "--auth", "tökén")) {
      server.connect().connectWithToken("tökén").close();
      refused(server, "t??k??n");
    }
  }
}
