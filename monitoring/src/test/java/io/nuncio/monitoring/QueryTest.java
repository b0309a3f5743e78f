package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @ParameterizedTest
  @CsvSource({
    "n=5, 5",
    "n=-1, -1",
    "n=%2b7, 7",
    "n=9223372036854775807, 9223372036854775807",
    "n=1&n=2, 1",
    "m=1, 0",
    "n=, 0",
    "%6e=3, 3",
  })
  void readsNumbers(String query, long number) {
    assertThat(new Query(query).number("n")).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | Error decoding int for 'n': strconv.Atoi: parsing \"abc\": invalid syntax",
        "1_0 | Error decoding int for 'n': strconv.Atoi: parsing \"1_0\": invalid syntax",
        "- | Error decoding int for 'n': strconv.Atoi: parsing \"-\": invalid syntax",
        "9223372036854775808 | Error decoding int for 'n': strconv.Atoi: parsing"
            + " \"9223372036854775808\": value out of range",
        "%00 | Error decoding int for 'n': strconv.Atoi: parsing \"?\": invalid syntax",
      })
  void refusesWhatIsNoNumberInTheWordsOfTheReferenceServer(String value, String message) {
    var query = new Query("n=" + value);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> query.number("n"))
        .withMessage(message)
        .returns(400, RefusedException::status);
  }

  @ParameterizedTest
  @CsvSource({"18446744073709551615, -1", "9223372036854775808, -9223372036854775808", "3, 3"})
  void readsUnsignedNumbers(String value, long bits) {
    assertThat(new Query("cid=" + value).unsigned("cid")).isEqualTo(bits);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, invalid syntax",
    "+1, invalid syntax",
    "18446744073709551616, value out of range",
  })
  void refusesWhatIsNoUnsignedNumber(String value, String why) {
    var query = new Query("cid=" + value.replace("+", "%2b"));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> query.unsigned("cid"))
        .withMessage(
            "Error decoding uint64 for 'cid': strconv.ParseUint: parsing \""
                + value
                + "\": "
                + why);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "b=1, true", "b=T, true", "b=False, false", "b=0, false"})
  void readsBooleansAsGoDoes(String query, boolean on) {
    assertThat(new Query(query).flag("b")).isEqualTo(on);
  }

  @Test
  void refusesWhatIsNoBoolean() {
    var query = new Query("b=yes");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> query.flag("b"))
        .withMessage(
            "Error decoding boolean for 'b': strconv.ParseBool: parsing \"yes\": invalid syntax");
  }

  @Test
  void passesOverWhatCannotBeDecoded() {
    var query = new Query("a=%zz&b=1;c=2&d=x+y&&=");

    assertThat(query.text("a") + query.text("b") + query.text("c") + query.text("d"))
        .isEqualTo("x y");
  }
}
