package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nuncio.testkit.Seed;
import io.nuncio.wire.ProxyHeader.Absent;
import io.nuncio.wire.ProxyHeader.Incomplete;
import io.nuncio.wire.ProxyHeader.Local;
import io.nuncio.wire.ProxyHeader.Malformed;
import io.nuncio.wire.ProxyHeader.Proxied;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
  private static final int MUTATIONS = 4_000;
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final String V4 = "\u00cb\0\161\7" + "\306\63\144\1" + "\334\4" + "\20\176";
  private static final String V6 =
      "\40\1\15\270\0\0\0\0\0\0\0\0\0\0\0\7"
          + "\40\1\15\270\0\0\0\0\0\0\0\0\0\0\0\1"
          + "\334\4\20\176";

  /// Every kind of header there is, well-formed.
  private static final List<String> HEADERS =
      List.of(
          "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n",
          "PROXY TCP6 2001:db8::7 2001:db8::1 56324 4222\r\n",
          "PROXY UNKNOWN\r\n",
          "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
          binary(0x21, 0x11, V4),
          binary(0x21, 0x21, V6),
          binary(0x21, 0x11, V4 + "\4\0\3abc"),
          binary(0x21, 0x01, "abc"),
          binary(0x20, 0x00, ""),
          binary(0x20, 0x11, V4));

  private static String binary(int command, int family, String behind) {
    return SIGNATURE
        + (char) command
        + (char) family
        + (char) (behind.length() >> 8)
        + (char) (behind.length() & 255)
        + behind;
  }

  private static ProxyHeader read(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);
    return ProxyHeader.read(bytes, 0, bytes.length);
  }

  /// The result in one line: addresses know no equality.
  private static String shown(ProxyHeader header) {
    return header
        .toString()
        .replaceAll("^Proxied\\[source=(.*), port=(.*), length=(.*)]", "$1 $2 $3");
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222, 203.0.113.7 56324 48",
    "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255 65535 56",
    "PROXY TCP4 203.0.113.7 198.51.100.1 0 0, 203.0.113.7 0 41",
    "PROXY TCP4 203.0.113.7 198.51.100.1 00007 1, 203.0.113.7 7 45",
    "PROXY   TCP4 203.0.113.7\t198.51.100.1  5   6 , 203.0.113.7 5 46",
    "PROXY TCP6 2001:db8::7 2001:db8::1 56324 4222, 2001:db8::7 56324 47",
    "PROXY TCP6 ::ffff:203.0.113.9 ::1 5 6, 203.0.113.9 5 39",
  })
  void textNamesTheClient(String line, String client) {
    assertThat(shown(read(line + "\r\n"))).isEqualTo(client);
  }

  @Test
  void longestAddressesFitTheLine() {
    String longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
    String line = "PROXY TCP6 " + longest + " " + longest + " 65535 65535\r\n";

    assertThat(shown(read(line))).isEqualTo(longest + " 65535 104");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN",
        "PROXY UNKNOWN ",
        "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535",
        "PROXY UNKNOWN a\rb\nc \u00ff",
      })
  void textWithoutAClientIsSkipped(String line) {
    assertThat(read(line + "\r\n")).isEqualTo(new Local(line.length() + 2));
  }

  private static Stream<Arguments> textThatMakesNoSenseIsRefusedWithTheReason() {
    return Stream.of(
        arguments("PROXY ", "PROXY TCP4|TCP6 <source> <destination> <port> <port>, got \"PROXY \""),
        arguments("PROXY TCP4 1.2.3.4 5.6.7.8 1", "PROXY TCP4|TCP6 "),
        arguments("PROXY TCP4 1.2.3.4 5.6.7.8 1 2 3", "PROXY TCP4|TCP6 "),
        arguments("PROXY TCP5 1.2.3.4 5.6.7.8 1 2", "TCP4, TCP6 or UNKNOWN, got \"TCP5\""),
        arguments("PROXY tcp4 1.2.3.4 5.6.7.8 1 2", "TCP4, TCP6 or UNKNOWN, got \"tcp4\""),
        arguments("PROXY UDP4 1.2.3.4 5.6.7.8 1 2", "TCP4, TCP6 or UNKNOWN, got \"UDP4\""),
        arguments("PROXY TCP4 1.2.3 5.6.7.8 1 2", "two IPv4 addresses, got \"1.2.3 5.6.7.8\""),
        arguments("PROXY TCP4 1.2.3.4 5.6.7.08 1 2", "two IPv4 addresses, got "),
        arguments("PROXY TCP4 ::1 ::1 1 2", "two IPv4 addresses, got "),
        arguments("PROXY TCP4 1.2.3.4 ::1 1 2", "two IPv4 addresses, got "),
        arguments("PROXY TCP6 1.2.3.4 5.6.7.8 1 2", "two IPv6 addresses, got "),
        arguments("PROXY TCP6 fe80::1%eth0 ::1 1 2", "two IPv6 addresses, got "),
        arguments("PROXY TCP6 ::1 ::1 65536 2", "two ports from 0 to 65535, got \"65536 2\""),
        arguments("PROXY TCP6 ::1 ::1 1 99999999999", "two ports from 0 to 65535, got "),
        arguments("PROXY TCP6 ::1 ::1 -1 2", "two ports from 0 to 65535, got "),
        arguments("PROXY TCP6 ::1 ::1 +1 2", "two ports from 0 to 65535, got "),
        arguments(
            "PROXY TCP6 ::1 ::1 1 x\u00e9\u0007\"", "two ports from 0 to 65535, got \"1 x???\""));
  }

  @ParameterizedTest
  @MethodSource
  void textThatMakesNoSenseIsRefusedWithTheReason(String line, String reason) {
    ProxyHeader header = read(line + "\r\n");

    assertThat(header).isInstanceOf(Malformed.class);
    assertThat(((Malformed) header).reason()).startsWith("expected " + reason);
  }

  @Test
  void lineFeedAloneIsNoLineEndAndWhatFollowsIsNotShown() {
    ProxyHeader header =
        read("PROXY TCP4 1.2.3.4 5.6.7.8\nCONNECT {\"auth_token\":\"secret\"}\r\n");

    assertThat(header)
        .isEqualTo(new Malformed("expected the line to end in CRLF, got a line feed alone"));
  }

  @Test
  void textEndsWithinItsBound() {
    String most = "PROXY UNKNOWN " + "x".repeat(ProxyHeader.MAX_BYTES - 16);

    assertThat(read(most + "\r\n")).isEqualTo(new Local(ProxyHeader.MAX_BYTES));
    assertThat(read(most + "\r")).isEqualTo(new Incomplete());
    assertThat(read(most + "x\r\n"))
        .isEqualTo(
            new Malformed("expected a line of at most 107 bytes, got no line end in that many"));
  }

  @Test
  void binaryNamesTheClient() {
    assertThat(shown(read(binary(0x21, 0x11, V4)))).isEqualTo("203.0.113.7 56324 28");
    assertThat(shown(read(binary(0x21, 0x21, V6)))).isEqualTo("2001:db8::7 56324 52");
  }

  @Test
  void whatFollowsTheAddressesNeedNotHaveCome() {
    String header = binary(0x21, 0x11, V4 + "z".repeat(65535 - V4.length()));

    assertThat(shown(read(header))).isEqualTo("203.0.113.7 56324 65551");
    assertThat(shown(read(header.substring(0, 28)))).isEqualTo("203.0.113.7 56324 65551");
    assertThat(read(header.substring(0, 27))).isEqualTo(new Incomplete());
  }

  @Test
  void binaryWithoutAClientIsSkipped() {
    assertThat(read(binary(0x20, 0x00, ""))).isEqualTo(new Local(16));
    assertThat(read(binary(0x20, 0x11, V4))).isEqualTo(new Local(28));
    assertThat(read(binary(0x20, 0xff, "abc"))).isEqualTo(new Local(19));
    assertThat(read(binary(0x21, 0x01, "abc"))).isEqualTo(new Local(19));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x11 | 0x11 | 12 | expected version 2, got version 1",
        "0x31 | 0x11 | 12 | expected version 2, got version 3",
        "0xf0 | 0x11 | 12 | expected version 2, got version 15",
        "0x22 | 0x11 | 12 | expected command 0 or 1, got command 2",
        "0x21 | 0x00 | 0  | expected a stream (1), got transport 0",
        "0x21 | 0x12 | 12 | expected a stream (1), got transport 2",
        "0x21 | 0x31 | 216 | expected address family 0, 1 or 2, got family 3",
        "0x21 | 0xf1 | 12 | expected address family 0, 1 or 2, got family 15",
        "0x21 | 0x11 | 11 | expected 12 bytes of addresses, got 11 bytes",
        "0x21 | 0x21 | 35 | expected 36 bytes of addresses, got 35 bytes",
      })
  void binaryThatMakesNoSenseIsRefusedWithTheReason(
      String command, String family, int behind, String reason) {
    String header = binary(Integer.decode(command), Integer.decode(family), "x".repeat(behind));

    assertThat(read(header)).isEqualTo(new Malformed(reason));
  }

  @Test
  void signatureThatGoesOnWronglyIsRefused() {
    assertThat(read(SIGNATURE.substring(0, 8) + "X"))
        .isEqualTo(new Malformed("expected the signature's byte 0x55, got 0x58"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT {}\r\n",
        "PING\r\n",
        "PUB a 0\r\n\r\n",
        "PI",
        "PRO ",
        "PROXY\tTCP4",
        "proxy TCP4 1.2.3.4 5.6.7.8 1 2\r\n",
        "\r\n\r\nCONNECT",
        "\r\n\r\n\0X",
        "\n",
        "\u0016\u0003\u0001",
      })
  void anythingElseIsTheClientsOwn(String bytes) {
    assertThat(read(bytes)).isEqualTo(new Absent());
  }

  @Test
  void everyPieceBeforeTheEndIsIncompleteAndLaterBytesChangeNothing() {
    for (String header : HEADERS) {
      String whole = shown(read(header));
      int decided = 0;
      for (int end = 0; end <= header.length(); end++) {
        ProxyHeader piece = read(header.substring(0, end));
        if (!(piece instanceof Incomplete)) {
          decided = decided == 0 ? end : decided;
          assertThat(shown(piece)).isEqualTo(whole);
        } else {
          assertThat(decided).as("%d bytes of %s", end, header).isZero();
        }
      }
      assertThat(decided).isPositive();
      assertThat(shown(read(header + "CONNECT {}\r\n"))).isEqualTo(whole);
    }
  }

  @Test
  void anyBytesAreDecidedWithinTheBoundAndForGood() {
    RandomGenerator random = Seed.random("mutated PROXY headers");

    for (int round = 0; round < MUTATIONS; round++) {
      byte[] input = mutated(HEADERS.get(random.nextInt(HEADERS.size())), random);
      int offset = random.nextInt(3);
      byte[] shifted = new byte[offset + input.length];
      System.arraycopy(input, 0, shifted, offset, input.length);

      String decision = "";
      for (int end = offset; end <= shifted.length; end++) {
        ProxyHeader header = ProxyHeader.read(shifted, offset, end);
        check(header, end - offset);
        if (!decision.isEmpty() && !decision.equals(shown(header))) {
          assertThat(shown(header)).as("round %d, %d bytes", round, end).isEqualTo(decision);
        }
        decision = header instanceof Incomplete ? decision : shown(header);
      }
    }
  }

  private static void check(ProxyHeader header, int given) {
    if (header instanceof Incomplete) {
      assertThat(given).isLessThan(ProxyHeader.MAX_BYTES);
    } else if (header instanceof Malformed malformed) {
      assertThat(malformed.reason()).matches("expected [ -~]+, got [ -~]+");
    } else if (header instanceof Proxied proxied) {
      assertThat(proxied.length()).isBetween(1, 16 + 65535);
      assertThat(proxied.port()).isBetween(0, 65535);
    } else if (header instanceof Local local) {
      assertThat(local.length()).isBetween(1, 16 + 65535);
    }
  }

  private static byte[] mutated(String header, RandomGenerator random) {
    StringBuilder bytes = new StringBuilder(header + "PING\r\n".repeat(random.nextInt(30)));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length());
      switch (random.nextInt(4)) {
        case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
        case 1 -> bytes.setCharAt(at, "\r\n \t:.0127f".charAt(random.nextInt(11)));
        case 2 -> bytes.delete(at, Math.min(bytes.length() - 1, at + random.nextInt(4)));
        default -> bytes.insert(at, header, 0, random.nextInt(header.length()));
      }
    }
    return bytes.toString().getBytes(ISO_8859_1);
  }
}
