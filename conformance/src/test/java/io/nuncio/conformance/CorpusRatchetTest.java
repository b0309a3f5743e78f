package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.CorpusPlayer.Grade;
import io.nuncio.conformance.CorpusPlayer.Outcome;
import io.nuncio.conformance.CorpusPlayer.Result;
import io.nuncio.conformance.CorpusRow.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusRatchetTest {
  private static final Set<String> ROW = Set.of("row");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          EXACT,   unlisted, -
          EXACT,   not-yet,  remove it from /corpus-not-yet.txt
          EXACT,   lenient,  remove it from /corpus-lenient.txt
          LENIENT, unlisted, answered only leniently
          LENIENT, not-yet,  remove it from /corpus-not-yet.txt
          LENIENT, lenient,  -
          FAILED,  unlisted, 'expected OPEN'
          FAILED,  not-yet,  -
          FAILED,  lenient,  'expected OPEN'
          EXACT,   both,     listed twice
          """)
  void listsMustSayWhatHappens(Grade grade, String listed, String complaint) {
    var ratchet =
        new CorpusRatchet(
            Set.of("not-yet", "both").contains(listed) ? ROW : Set.of(),
            Set.of("lenient", "both").contains(listed) ? ROW : Set.of());

    var complaints = ratchet.complaints(List.of(result("row", grade)));

    if (complaint == null) {
      assertThat(complaints).isEmpty();
    } else {
      assertThat(complaints).singleElement().asString().startsWith("row: ").contains(complaint);
    }
  }

  @Test
  void listedRowMustExist() {
    assertThat(new CorpusRatchet(ROW, Set.of()).complaints(List.of())).hasSize(1);
    assertThat(new CorpusRatchet(Set.of(), ROW).complaints(List.of())).hasSize(1);
  }

  @Test
  void fewRowsMayBeLenient() {
    var ids = IntStream.rangeClosed(1, 41).mapToObj(i -> "row" + i).collect(Collectors.toSet());
    var results = ids.stream().map(id -> result(id, Grade.LENIENT)).toList();

    assertThat(new CorpusRatchet(Set.of(), ids).complaints(results))
        .containsExactly("41 lenient rows are listed, at most 40 may be");
  }

  @Test
  void summaryCountsGrades() {
    var results =
        List.of(
            result("a", Grade.EXACT),
            result("b", Grade.EXACT),
            result("c", Grade.LENIENT),
            result("d", Grade.FAILED));

    assertThat(CorpusRatchet.summary(results))
        .isEqualTo("corpus: 4 rows, 2 exact, 1 lenient, 1 not yet");
  }

  private static Result result(String id, Grade grade) {
    var row = CorpusRow.parse(id + "\tX\tOPEN PONG\\r\\n\tCLOSED *");
    return new Result(row, grade, new Outcome(State.CLOSED, ""));
  }
}
