package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.WireText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Behind a proxy: which client the server takes a connection for.
class ProxyProtocolIT {
  private static final String CONNECT =
      "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1}\r\n";
  private static final String HEADER = "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n";

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = start("proxy.conf", "proxy_protocol: true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ServerProcess start(String name, String config) throws IOException {
    Path file = Files.writeString(folder.resolve(name), config);
    return ServerUnderTest.start("-c", file.toString());
  }

  private static String clientIp(String info) {
    return InfoLine.of(info).fields().getOrDefault("client_ip", "none");
  }

  private static RawPeer sending(String bytes) {
    return server.connect().send(bytes.getBytes(ISO_8859_1));
  }

  @Test
  void operatorIsTold() {
    server.awaitLine("\\[INF] PROXY protocol enabled for client connections$");
  }

  @Test
  void greetingComesFirstAndDoesNotNameTheProxy() {
    try (var peer = server.connect()) {
      assertThat(clientIp(peer.info())).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      delimiter = '|',
      maxCharsPerColumn = 400,
      textBlock =
          """
          PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\\r\\n       | 203.0.113.7
          PROXY  TCP4 203.0.113.7\\t198.51.100.1 0  00007 \\r\\n     | 203.0.113.7
          PROXY TCP6 2001:DB8:0:0:0::7 2001:db8::1 56324 4222\\r\\n  | 2001:db8::7
          PROXY TCP6 ::ffff:203.0.113.9 ::1 56324 4222\\r\\n         | 203.0.113.9
          PROXY TCP6 64:ff9b::203.0.113.9 :: 56324 4222\\r\\n        | 64:ff9b::cb00:7109
          PROXY UNKNOWN\\r\\n                                        | 127.0.0.1
          PROXY UNKNOWN ffff::f a b c\\r\\n                          | 127.0.0.1
          PROXY UNKNOWN {{91*x}}\\r\\n                               | 127.0.0.1
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x11\\0\\x0c\\xcb\\0q\\x07\\xc634\\x01\\0\\x01\\0\\x02     | 203.0.113.7
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x11\\0\\x0f\\xcb\\0q\\x07\\xc634\\x01\\0\\x01\\0\\x02\\x04\\xff\\xff | 203.0.113.7
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x11\\x7f\\x0c\\xcb\\0q\\x07{{32520*x}}  | 203.0.113.7
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x21\\0\\x24\\x20\\x01\\x0d\\xb8{{11*\\0}}\\x07{{20*x}} | 2001:db8::7
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x20\\0\\0\\0                         | 127.0.0.1
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x20\\xff\\0\\x03abc                   | 127.0.0.1
          \\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x01\\0\\x03abc                   | 127.0.0.1
          """)
  void secondInfoNamesTheClient(String header, String ip) {
    try (var peer = sending(WireText.bytes(header) + CONNECT + "PING\r\n")) {
      peer.expect("PONG\r\n");

      assertThat(clientIp(peer.readLine())).isEqualTo('"' + ip + '"');
    }
  }

  @Test
  void withoutAHeaderTheConnectionIsServedAsItIs() {
    try (var peer = sending(CONNECT + "PING\r\n").expect("PONG\r\n")) {
      assertThat(clientIp(peer.readLine())).isEqualTo("\"127.0.0.1\"");
    }
  }

  @Test
  void whatComesWithTheHeaderIsCarriedOut() {
    try (var peer = sending(HEADER + CONNECT + "SUB a 1\r\nPUB a 2\r\nhi\r\n")) {
      peer.expect("MSG a 1 2\r\nhi\r\n").expectNothingElse();
    }
  }

  @Test
  void headerMayComeByteByByte() {
    try (var peer = server.connect()) {
      for (char each : (HEADER + CONNECT + "PING\r\n").toCharArray()) {
        peer.send(String.valueOf(each));
      }
      peer.expect("PONG\r\n");

      assertThat(clientIp(peer.readLine())).isEqualTo("\"203.0.113.7\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY \\r\\n",
        "PROXY TCP4\\r\\n",
        "PROXY TCP5 203.0.113.7 198.51.100.1 1 2\\r\\n",
        "PROXY TCP4 203.0.113 198.51.100.1 1 2\\r\\n",
        "PROXY TCP4 203.0.113.07 198.51.100.1 1 2\\r\\n",
        "PROXY TCP4 ::1 ::1 1 2\\r\\n",
        "PROXY TCP6 203.0.113.7 198.51.100.1 1 2\\r\\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 2\\r\\n",
        "PROXY TCP4 203.0.113.7 198.51.100.1 65536 2\\r\\n",
        "PROXY TCP4 203.0.113.7 198.51.100.1 1 +2\\r\\n",
        "PROXY TCP4 203.0.113.7 198.51.100.1 1\\r\\n",
        "PROXY TCP4 203.0.113.7 198.51.100.1 1 2 3\\r\\n",
        "PROXY UNKNOWN {{92*x}}\\r\\n",
        "\\r\\n\\r\\n\\0\\rXXXXXX",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x11\\x11\\0\\x0c{{12*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x22\\x11\\0\\x0c{{12*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x12\\0\\x0c{{12*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x31\\0\\xd8{{216*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x11\\0\\x0b{{11*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\x21\\0\\x23{{35*x}}",
        "\\r\\n\\r\\n\\0\\r\\nQUIT\\n\\x21\\0\\0\\0",
      })
  void headerThatMakesNoSenseEndsTheConnectionWithoutAWord(String header) {
    try (var peer = sending(WireText.bytes(header) + CONNECT + "PING\r\n")) {
      peer.expectClosed();
    }
  }

  @Test
  void headerThatMakesNoSenseIsLogged() throws IOException {
    try (var other = start("logged.conf", "proxy_protocol: true");
        var peer = other.connect()) {
      peer.send("PROXY TCP4\r\n").expectClosed();

      other.awaitLine("\\[WRN] Error reading PROXY protocol header from 127\\.0\\.0\\.1:\\d+: .+");
    }
  }

  @Test
  void secondHeaderIsNone() {
    try (var peer = sending(HEADER + HEADER + CONNECT)) {
      peer.expect("-ERR 'Unknown Protocol Operation'\r\n").expectClosed();
    }
  }

  @Test
  void peerThatSaysNothingIsNotWaitedForLongerThanFiveSeconds() {
    try (var peer = server.connect()) {
      peer.expectClosed(Duration.ofSeconds(9));
    }
  }

  @Test
  void tokenIsDemandedBehindTheHeader() throws IOException {
    try (var guarded =
            start("token.conf", "proxy_protocol: true\nauthorization { token: \"of-the-proxy\" }");
        var peer = guarded.connect();
        var stranger = guarded.connect()) {
      peer.send(HEADER).connectWithToken("of-the-proxy");

      stranger.send(HEADER + CONNECT).expect("-ERR 'Authorization Violation'\r\n").expectClosed();
    }
  }

  @Test
  void withoutTheOptionAHeaderIsNoOperation() {
    try (var plain = ServerUnderTest.start();
        var peer = plain.connect()) {
      assertThat(clientIp(peer.info())).isEqualTo("\"127.0.0.1\"");

      peer.send(HEADER).expect("-ERR 'Unknown Protocol Operation'\r\n").expectClosed();
    }
  }
}
