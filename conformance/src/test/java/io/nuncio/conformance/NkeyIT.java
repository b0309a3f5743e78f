package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.NKey;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users by key: the client signs what the greeting holds.
class NkeyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
  private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([A-Za-z0-9_-]{15})\"");

  @TempDir Path folder;

  private final NKey pair = NKey.createUser(null);
  private final NKey stranger = NKey.createUser(null);

  NkeyIT() throws GeneralSecurityException, IOException {}

  private static String text(NKey pair) throws GeneralSecurityException, IOException {
    return new String(pair.getPublicKey());
  }

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("nats.conf"), text + "\n");
  }

  private ServerProcess start() throws Exception {
    Path file =
        config(
            "authorization { users: [ {nkey: %s, permissions {pub: \"in.>\"}}, {user: a, pass: b} ] }"
                .formatted(text(pair)));
    return ServerUnderTest.start("-c", file.toString());
  }

  private static String nonce(RawPeer peer) {
    Matcher found = NONCE.matcher(peer.info());
    assertThat(found.find()).describedAs(peer.info()).isTrue();
    return found.group(1);
  }

  private static byte[] signature(NKey pair, String nonce) throws Exception {
    return pair.sign(nonce.getBytes(US_ASCII));
  }

  private static String forUrls(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String connect(String key, String signature) {
    return "CONNECT {\"verbose\":false,\"nkey\":\"%s\",\"sig\":\"%s\"}\r\n"
        .formatted(key, signature);
  }

  @Test
  void whoSignsItsNonceIsLetInWithItsPermissions() throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      peer.send(connect(text(pair), forUrls(signature(pair, nonce(peer)))));

      peer.send("SUB in.a 1\r\nPUB in.a 1\r\nx\r\n").expect("MSG in.a 1 1\r\nx\r\n", PATIENCE);
      peer.send("PUB out 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"out\"'\r\n");
    }
  }

  @Test
  void signatureMayBeInPaddedBase64() throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      byte[] signature = signature(pair, nonce(peer));

      peer.send(connect(text(pair), Base64.getEncoder().encodeToString(signature)) + "PING\r\n");

      peer.expect("PONG\r\n", PATIENCE);
    }
  }

  @Test
  void signatureOfAnotherConnectionIsRefused() throws Exception {
    try (var server = start();
        var peer = server.connect();
        var other = server.connect()) {
      assertThat(nonce(peer)).isNotEqualTo(nonce(other));

      peer.send(connect(text(pair), forUrls(signature(pair, nonce(other)))));

      peer.expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @Test
  void keyOfAStrangerIsRefused() throws Exception {
    try (var server = start();
        var peer = server.connect();
        var other = server.connect()) {
      peer.send(connect(text(stranger), forUrls(signature(stranger, nonce(peer)))));
      other.send(connect(text(pair), forUrls(signature(stranger, nonce(other)))));

      peer.expect(VIOLATION, PATIENCE).expectClosed();
      other.expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA", "!!!!", "=", "\\u0000", "\\ud800"})
  void whatIsNoSignatureIsRefused(String signature) throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      peer.send(connect(text(pair), signature)).expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"U", "UA", "UAAAAAAA", "SUAACAIBAEAQCAIBAEAQ", "\\u0000", "x"})
  void whatIsNoKeyIsRefused(String key) throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      peer.send(connect(key, forUrls(signature(pair, nonce(peer)))));

      peer.expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @Test
  void refusedKeyStandsInTheLog() throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      peer.send(connect(text(pair), "AA")).expect(VIOLATION, PATIENCE).expectClosed();

      server.awaitLine("authentication error - Nkey \"" + text(pair) + "\"");
    }
  }

  @Test
  void userWithAPasswordSignsNothing() throws Exception {
    try (var server = start();
        var peer = server.connect().handshake("'verbose':false,'user':'a','pass':'b'")) {
      peer.send("SUB out 1\r\nPUB out 1\r\nx\r\n").expect("MSG out 1 1\r\nx\r\n");
    }
  }

  @Test
  void greetingHoldsNothingToSignIfNobodySigns() throws Exception {
    Path file = config("authorization { users: [ {user: a, pass: b} ] }");
    try (var server = ServerUnderTest.start("-c", file.toString());
        var peer = server.connect()) {
      assertThat(peer.info()).contains("\"auth_required\":true").doesNotContain("nonce");
    }
  }

  @Test
  void laterInfoHoldsNothingToSign() throws Exception {
    try (var server = start();
        var peer = server.connect()) {
      peer.send(
          connect(text(pair), forUrls(signature(pair, nonce(peer))))
                  .replace("{", "{\"protocol\":1,")
              + "PING\r\n");

      peer.expect("PONG\r\n", PATIENCE);
      assertThat(peer.readLine()).startsWith("INFO {").doesNotContain("nonce");
    }
  }

  @Test
  void whatIsNoPublicKeyInTheFileIsRefusedAndASeedIsNotRepeated() throws Exception {
    for (String key : List.of("UA", new String(pair.getSeed()))) {
      ServerProcess.Finished finished =
          ServerUnderTest.run(
              "-c", config("authorization { users: [ {nkey: " + key + "} ] }").toString());

      assertThat(finished.status()).isEqualTo(1);
      assertThat(String.join("\n", finished.errors()))
          .contains("Not a valid public nkey for a user")
          .doesNotContain(new String(pair.getSeed()).substring(2, 12));
    }
  }

  @Test
  void keyWithANameOrTwiceIsRefused() throws Exception {
    String key = text(pair);

    assertThat(mistake("{nkey: %s, user: a, pass: b}".formatted(key)))
        .contains("Nkey users do not take usernames or passwords");
    assertThat(mistake("{nkey: %s}, {nkey: %s}".formatted(key, key)))
        .contains("Duplicate nkey \"" + key + "\" detected");
  }

  private String mistake(String entries) throws IOException {
    Path file = config("authorization { users: [ " + entries + " ] }");
    return String.join("\n", ServerUnderTest.run("-c", file.toString()).errors());
  }
}
