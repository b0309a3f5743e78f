package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Fuzz;
import io.nuncio.wire.ProxyHeader.Incomplete;
import io.nuncio.wire.ProxyHeader.Local;
import io.nuncio.wire.ProxyHeader.Malformed;
import io.nuncio.wire.ProxyHeader.Proxied;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever a connection begins with: it is decided by its first 107 bytes, and what follows does
/// not change the decision.
class ProxyHeaderFuzzTest {
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final int LONGEST = 16 + 65_535;
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  private static Fuzz fuzz() {
    return new Fuzz("proxy header")
        .seeds(
            "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\nPING\r\n",
            "PROXY TCP6 2001:db8::7 ::ffff:198.51.100.1 56324 4222\r\n",
            "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
            SIGNATURE + "\41\21\0\14\1\2\3\4\5\6\7\10\20\176\20\176CONNECT {}\r\n",
            SIGNATURE + "\41\41\0\44" + "\1".repeat(36) + "PING\r\n",
            SIGNATURE + "\40\0\0\0",
            "CONNECT {}\r\n")
        .words("PROXY ", "TCP4 ", "TCP6 ", "UNKNOWN", "::", ":", ".", " ", "\r\n", "\n", "\r", "\0")
        .words(SIGNATURE, "\41\21", "\40\0", "\41\61", "\u00ff\u00ff");
  }

  @Test
  void anyBytesAreDecidedOnceAndForAll() {
    fuzz()
        .run(input -> {
          ProxyHeader whole = ProxyHeader.read(input, 0, input.length);
          boolean decided = false;
          for (int to = 1; to <= Math.min(input.length, 140); to++) {
            ProxyHeader part = ProxyHeader.read(input, 0, to);
            assertThat(decided && part instanceof Incomplete)
                .as("undecided again at %d", to)
                .isFalse();
            decided |= !(part instanceof Incomplete);
            if (decided) {
              assertThat(shown(part)).as("decided by %d bytes", to).isEqualTo(shown(whole));
            }
          }
          assertThat(decided).isEqualTo(!(whole instanceof Incomplete) && input.length > 0);
          assertThat(decided || input.length < ProxyHeader.MAX_BYTES).isTrue();
          return checked(whole);
        });
  }

  private static String shown(ProxyHeader header) {
    return header instanceof Proxied p
        ? p.source() + " " + p.port() + " " + p.length()
        : "" + header;
  }

  private static Object checked(ProxyHeader header) {
    if (header instanceof Malformed malformed) {
      assertThat(malformed.reason()).matches(PRINTABLE).hasSizeLessThan(300);
      return malformed.reason().replaceAll(", got .*", "");
    }
    if (header instanceof Local local) {
      assertThat(local.length()).isBetween(15, LONGEST);
    }
    if (header instanceof Proxied proxied) {
      assertThat(proxied.length()).isBetween(28, LONGEST);
      assertThat(proxied.port()).isBetween(0, 65_535);
      IpAddress again = IpAddress.parse(proxied.source().toString());
      assertThat(again).isNotNull().hasToString(proxied.source().toString());
      return proxied.source().toString().length();
    }
    return header.getClass();
  }

  @Test
  void anyTextIsAnAddressThatReadsAsItself() {
    new Fuzz("ip address")
        .seeds("203.0.113.7", "2001:db8::7", "::", "::1", "::ffff:203.0.113.9", "1:2:3:4:5:6:7:8")
        .seeds("1:2:3:4:5:6:1.2.3.4", "fe80::1%eth0", "0:0:0:0:0:0:0:0", "1::8")
        .words(":", "::", ".", "%", "ffff", "0", "256", "-1", "\u00b2")
        .run(input -> {
          IpAddress address = IpAddress.parse(new String(input, ISO_8859_1));
          if (address == null) {
            return "none";
          }
          IpAddress again = IpAddress.parse(address.toString());
          assertThat(again).isNotNull().hasToString(address.toString());
          return address.toString().replaceAll("[0-9a-f]+", "0");
        });
  }
}
