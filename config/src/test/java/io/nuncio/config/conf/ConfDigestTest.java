package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfDigestTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.0, 1",
    "1.50, 1.5",
    "0.000001, 0.000001",
    "1.0E-7, 1e-7",
    "1.5E-12, 1.5e-12",
    "1.0E20, 100000000000000000000",
    "1.0E21, 1e+21",
    "1.25E100, 1.25e+100",
    "2.0E23, 2e+23",
    "4.9E-324, 5e-324",
    "-1234.5, -1234.5",
    "1.7976931348623157E308, 1.7976931348623157e+308"
  })
  void fractionsAreWrittenAsGoWritesThem(double value, String json) {
    assertThat(ConfDigest.number(value)).isEqualTo(json);
  }

  @Test
  void layoutAndOrderDoNotChangeTheDigest() {
    var one = Parsed.parse("b { d 1, c [x] } # comment\na 2").tree();
    var other = Parsed.parse("{\"a\": 2, \"b\": {\"c\": ['x'], \"d\": 1}}").tree();

    assertThat(ConfDigest.of(one)).isEqualTo(ConfDigest.of(other)).matches("sha256:[0-9a-f]{64}");
  }
}
