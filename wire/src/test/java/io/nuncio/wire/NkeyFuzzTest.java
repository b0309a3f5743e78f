package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Fuzz;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Whatever stands in the place of a key: it is that key and is written so and not otherwise, or it
/// is none.
class NkeyFuzzTest {
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";

  private static Fuzz fuzz(String name) {
    return new Fuzz(name)
        .seeds(KEY, KEY.toLowerCase(Locale.ROOT), KEY + "=", "U".repeat(56), "", "A")
        .seeds("SUANQSGWE6YH7OVIDAKTJECHESSCPJPC4TOS74YKQOF6KU6L3CNYBKT2XE", "AAAA", "7".repeat(56))
        .seeds(
            Nkey.of(new byte[32]).toString(),
            NkeyText.of(new byte[33]),
            "P" + KEY,
            "N" + KEY.substring(1))
        .words("U", "S", "=", "0", "1", "8", "\0", " ", "\u00fc", "AAAAAAAA", "77777777");
  }

  @Test
  void anyTextIsTheKeyThatIsWrittenSoOrNone() {
    fuzz("nkey")
        .run(input -> {
          String text = new String(input, ISO_8859_1);
          boolean secret = Nkey.looksLikeSeed(text);
          Nkey key = Nkey.parse(text);
          if (key == null) {
            return secret;
          }
          assertThat(secret).as("a key is no seed").isFalse();
          assertThat(key).hasToString(text).isEqualTo(Nkey.of(key.key()));
          return "key";
        });
  }

  @Test
  void anyTextIsMadeOfTheBytesThatAreWrittenSoOrOfNone() {
    fuzz("nkey text")
        .run(input -> {
          String text = new String(input, ISO_8859_1);
          byte[] bytes = NkeyText.bytes(text);
          if (bytes == null) {
            return "none";
          }
          assertThat(NkeyText.of(bytes)).isEqualTo(text);
          return bytes.length;
        });
  }
}
