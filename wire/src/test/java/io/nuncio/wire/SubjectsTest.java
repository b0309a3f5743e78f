package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest {
  private static final int ROUNDS = 50_000;

  @ParameterizedTest
  @CsvSource({
    // subject, is filter, is literal, has wildcard
    "foo,         true,  true,  false",
    "foo.bar,     true,  true,  false",
    "$SYS.a_b-c,  true,  true,  false",
    "fo*,         true,  true,  false",
    "fo*o.>x.**,  true,  true,  false",
    "*,           true,  false, true",
    ">,           true,  false, true",
    "foo.*.bar,   true,  false, true",
    "foo.>,       true,  false, true",
    "*.>,         true,  false, true",
    ">.foo,       false, false, true",
    "foo.>.bar,   false, false, true",
    ">.>,         false, false, true",
    "'',          false, false, false",
    ".,           false, false, false",
    ".foo,        false, false, false",
    "foo.,        false, false, false",
    "foo..bar,    false, false, false",
    "*.,          false, false, true",
    "'a b',       false, false, false",
  })
  void knowsFiltersAndLiterals(String subject, boolean filter, boolean literal, boolean wildcard) {
    byte[] bytes = bytes(subject);

    assertThat(Subjects.isFilter(bytes, 0, bytes.length)).isEqualTo(filter);
    assertThat(Subjects.isLiteral(bytes, 0, bytes.length)).isEqualTo(literal);
    assertThat(Subjects.hasWildcard(bytes, 0, bytes.length)).isEqualTo(wildcard);
  }

  @Test
  void refusesBlanksAndControlCharactersButNoOtherByte() {
    for (int b = 0; b < 256; b++) {
      byte[] subject = {'a', (byte) b, 'c'};

      assertThat(Subjects.isFilter(subject, 0, 3)).as("byte %d", b).isEqualTo(b > ' ');
    }
  }

  @Test
  void agreesWithSplittingAtDots() {
    var random = Seed.random("subjects");

    for (int round = 0; round < ROUNDS; round++) {
      String subject = randomSubject(random);
      byte[] around = bytes(">." + subject + ".*");
      int to = around.length - 2;
      List<String> tokens = List.of(subject.split("\\.", -1));

      assertThat(Subjects.isFilter(around, 2, to)).as(subject).isEqualTo(isFilter(tokens));
      assertThat(Subjects.hasWildcard(around, 2, to))
          .as(subject)
          .isEqualTo(tokens.contains("*") || tokens.contains(">"));
    }
  }

  private static boolean isFilter(List<String> tokens) {
    int firstFull = tokens.indexOf(">");
    return tokens.stream().noneMatch(token -> token.isEmpty() || token.contains(" "))
        && (firstFull < 0 || firstFull == tokens.size() - 1);
  }

  private static String randomSubject(RandomGenerator random) {
    StringBuilder subject = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      subject.append("ab..**>> ".charAt(random.nextInt(random.nextInt(4) == 0 ? 9 : 8)));
    }
    return subject.toString();
  }

  @Test
  void comparesPrefixesWithinTheRange() {
    byte[] subject = bytes("x$SYS.ax");

    assertThat(Subjects.startsWith(subject, 1, 7, bytes("$SYS."))).isTrue();
    assertThat(Subjects.startsWith(subject, 1, 6, bytes("$SYS."))).isTrue();
    assertThat(Subjects.startsWith(subject, 1, 5, bytes("$SYS."))).isFalse();
    assertThat(Subjects.startsWith(subject, 1, 7, bytes("$SYT."))).isFalse();
    assertThat(Subjects.startsWith(subject, 1, 1, bytes(""))).isTrue();
  }
}
