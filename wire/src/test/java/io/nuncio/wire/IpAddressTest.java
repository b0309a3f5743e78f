package io.nuncio.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Seed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  private static final int ADDRESSES = 20_000;

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "192.0.2.255, 192.0.2.255",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::7, 2001:db8::7",
    "2001:0db8:0000:0000:0000:0000:0000:0007, 2001:db8::7",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
    "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
  })
  void isWrittenInOneWayHoweverItWasRead(String text, String written) {
    assertThat(IpAddress.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.0004",
        "1.2.3.-4",
        "1..3.4",
        ".1.2.3.4",
        "1.2.3.\u0664",
        "localhost",
      })
  void whatIsNoDottedDecimalIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        ":1::",
        "1:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "1:2:3:4:5:6:7:8:",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4::5:6:7:8",
        "::00001",
        "::g",
        "::\u0661",
        "fe80::1%eth0",
        "[::1]",
        "::1.2.3",
        "::1.2.3.04",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
      })
  void whatIsNoGroupsOfDigitsIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @Test
  void hasFourOrSixteenBytes() {
    assertThatThrownBy(() -> IpAddress.of(new byte[16], 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 5");
  }

  @Test
  void anyAddressIsReadAsItWasWrittenAndAsTheJdkReadsIt() throws UnknownHostException {
    var random = Seed.random("addresses");

    for (int round = 0; round < ADDRESSES; round++) {
      byte[] bytes = sparse(random);
      String text = IpAddress.of(bytes, 0, bytes.length).toString();

      assertThat(IpAddress.parse(text)).hasToString(text);
      assertThat(InetAddress.getByName(text)).isEqualTo(InetAddress.getByAddress(bytes));
    }
  }

  /// Groups of zeros in any place, of any length.
  private static byte[] sparse(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      if (random.nextInt(3) == 0) {
        bytes[i] = (byte) random.nextInt(256);
        bytes[i + 1] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }
}
