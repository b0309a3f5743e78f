package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerIdTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  @Test
  void looksLikeAServersPublicKey() {
    var random = Seed.random("server ids");
    Set<String> ids = new HashSet<>();

    for (int round = 0; round < 200; round++) {
      String id = ServerId.random(random);

      assertThat(id).matches("N[A-Z2-7]{55}");
      ids.add(id);
    }

    assertThat(ids).hasSize(200);
  }

  @Test
  void endsInTheChecksumOfWhatComesBefore() {
    byte[] raw = decode(ServerId.random(Seed.random("server id checksum")));

    int stored = (raw[33] & 0xff) | ((raw[34] & 0xff) << 8);

    assertThat(raw[0]).isEqualTo((byte) 0x68);
    assertThat(stored).isEqualTo(remainder(raw, 33));
  }

  @Test
  void checksumHereAgreesWithAKnownValue() {
    byte[] known = "123456789".getBytes(US_ASCII);

    assertThat(remainder(known, known.length)).isEqualTo(0x31c3);
  }

  private static byte[] decode(String text) {
    var number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(text.charAt(i))));
    }
    byte[] raw = new byte[35];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = number.shiftRight(8 * (raw.length - 1 - i)).byteValue();
    }
    return raw;
  }

  /// CRC-16/XMODEM as what it is: the remainder of a polynomial division, in big integers.
  private static int remainder(byte[] bytes, int length) {
    var polynomial = BigInteger.valueOf(0x11021);
    var rest = new BigInteger(1, bytes, 0, length).shiftLeft(16);
    while (rest.bitLength() > 16) {
      rest = rest.xor(polynomial.shiftLeft(rest.bitLength() - 17));
    }
    return rest.intValue();
  }
}
