package io.nuncio.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nuncio.testkit.Seed;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys and seeds here were made by the Go library nkeys 0.4.16 of seeds that everybody knows.
class NkeyTest {
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static Nkey parsed(String text) {
    Nkey key = Nkey.parse(text);
    assertThat(key).describedAs(text).isNotNull();
    return key == null ? Nkey.of(new byte[32]) : key;
  }

  @ParameterizedTest
  @CsvSource({
    "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L,"
        + "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c",
    "UCIQTW2V66LZPI4WIYX3RFOCVXHKP2DIHQXTAVWAPJKHKFKVG63T5HWW,"
        + "9109db55f79797a396462fb895c2adcea7e8683c2f3056c07a5475155537b73e",
  })
  void textAndKeyAreTheSameAsInTheReferenceLibrary(String text, String hex) {
    byte[] key = HexFormat.of().parseHex(hex);

    assertThat(parsed(text).key()).isEqualTo(key);
    assertThat(Nkey.of(key)).hasToString(text).isEqualTo(parsed(text));
  }

  @Test
  void everyKeyIsReadAsItWasWritten() {
    var random = Seed.random("nkeys");
    for (int round = 0; round < 500; round++) {
      byte[] key = new byte[32];
      random.nextBytes(key);

      assertThat(parsed(Nkey.of(key).toString()).key()).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVYYOU",
        "OCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVYOCS",
        "NCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZFBA",
        "CCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZKMI",
        "SUAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAN7EY",
        "ucfiry65oqe7dfp5klns2pf2lvzmuzyjx4ozieq36n2iqanub5xvz45l",
        "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L=",
        " UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45",
        "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45\u00cc",
        "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ451",
      })
  void anythingElseIsNoKeyOfAUser(String text) {
    assertThat(Nkey.parse(text)).isNull();
  }

  static IntStream lengths() {
    return IntStream.rangeClosed(0, 64).filter(length -> length != Nkey.CHARACTERS);
  }

  /// As in advisory GHSA-g33f: a key of another length made a verifier fail.
  @ParameterizedTest
  @MethodSource("lengths")
  void keyOfAnotherLengthIsNoneEvenIfItsChecksumIsRight(int length) {
    String cut = (KEY + KEY).substring(0, length);
    byte[] bytes = new byte[Math.max(1, length * 5 / 8 - 2)];
    bytes[0] = (byte) (20 << 3);

    assertThat(Nkey.parse(cut)).isNull();
    assertThat(Nkey.parse(NkeyText.of(bytes)))
        .describedAs("%d bytes", bytes.length)
        .matches(key -> (key == null) == (bytes.length != 33));
  }

  @Test
  void eachSingleChangeMakesItNoKey() {
    for (int i = 0; i < KEY.length(); i++) {
      for (int j = 0; j < ALPHABET.length(); j++) {
        char c = ALPHABET.charAt(j);
        if (c != KEY.charAt(i)) {
          assertThat(Nkey.parse(KEY.substring(0, i) + c + KEY.substring(i + 1))).isNull();
        }
      }
    }
  }

  @Test
  void randomTextNeverHarms() {
    var random = Seed.random("texts that are no nkeys");
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(KEY);
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(0x300));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
      }

      @Nullable Nkey key = Nkey.parse(text.toString());

      assertThat(key == null || key.toString().equals(text.toString())).isTrue();
    }
  }

  @Test
  void thirtyTwoBytesAndNothingElseMakeAKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> Nkey.of(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> Nkey.of(new byte[33]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAN7EY",
        " SUAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAN7EY\n",
        "SUAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAN7E",
        "SAAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAKM5I",
        "PAAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQDCUI4POXICPRSX6VFWZNHS5F24WKM4E36",
      })
  void seedIsToldApartEvenIfItIsDamaged(String text) {
    assertThat(Nkey.looksLikeSeed(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "Sue", KEY, "UCFIRY65"})
  void whatIsNoSeedIsNotTakenForOne(String text) {
    assertThat(Nkey.looksLikeSeed(text)).isFalse();
  }
}
