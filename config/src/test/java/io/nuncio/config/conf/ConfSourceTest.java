package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfSourceTest {
  @Test
  void anyBytesComeBackAsTheyWere() {
    var random = Seed.random("anyBytesComeBackAsTheyWere");
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(8)];
      random.nextBytes(bytes);

      assertThat(ConfSource.encode(ConfSource.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void goodUtf8IsDecodedAsTheJdkDoes() {
    var text = "aé\u07ff\u0800€\ud7ff\ue000\uffff😀\udbff\udfff";

    assertThat(ConfSource.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(ConfSource.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c0af",
        "c3",
        "e08080",
        "e282",
        "eda080",
        "f0808080",
        "f4908080",
        "f5",
        "ff"
      })
  void eachByteOfBadUtf8StandsForItself(String hex) {
    var bytes = HexFormat.of().parseHex(hex);

    var text = ConfSource.decode(bytes);

    assertThat(text).hasSize(bytes.length);
    assertThat(text.chars()).allMatch(ConfSource::isEscapedByte);
  }

  @Test
  void textIsNotShown() {
    assertThat(new ConfSource("a.conf", "token s3cr3t"))
        .hasToString("ConfSource[a.conf, 12 characters]");
  }
}
