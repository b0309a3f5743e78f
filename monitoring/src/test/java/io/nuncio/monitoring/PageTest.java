package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0, 10",
    "offset=3&limit=4, 3, 7",
    "offset=8&limit=4, 8, 10",
    "offset=-1&limit=-1, 0, 10",
    "offset=2147483648, 10, 10",
    "limit=2147483648, 0, 10",
    "offset=4611686018427387904&limit=4611686018427387904, 10, 10",
    "offset=9223372036854775807&limit=9223372036854775807, 10, 10",
    "offset=1&limit=9223372036854775807, 1, 10",
    "offset=-9223372036854775808&limit=-9223372036854775808, 0, 10",
  })
  void staysInsideTheListWhateverIsAskedFor(String query, int from, int to) {
    Page page = Page.of(new Query(query));

    assertThat(page.from(10) + " " + page.to(10)).isEqualTo(from + " " + to);
  }
}
