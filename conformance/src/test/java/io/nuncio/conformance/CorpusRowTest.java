package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.conformance.CorpusRow.State;
import io.nuncio.testkit.WireText;
import io.nuncio.testkit.WireText.HalfClose;
import io.nuncio.testkit.WireText.Pause;
import io.nuncio.testkit.WireText.Send;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorpusRowTest {
  @Test
  void readsEscapesRepetitionsAndPauses() {
    var row = CorpusRow.parse("id\tA\\r\\n\\t\\0\\\\\\xffé{{3*b\\n}}{{pause}}c{{half}}\tPENDING");

    assertThat(row.steps())
        .containsExactly(
            new Send("A\r\n\t\0\\\u00ff\u00c3\u00a9b\nb\nb\n"),
            new Pause(),
            new Send("c"),
            new HalfClose());
    assertThat(row.exact().state()).isEqualTo(State.PENDING);
    assertThat(row.lenient()).isNull();
  }

  @Test
  void repetitionEndsAtTheFirstTwoBraces() {
    assertThat(WireText.bytes("{{2*,\"k\":1}}}")).isEqualTo(",\"k\":1,\"k\":1}");
  }

  @Test
  void exactReplyMatchesOnlyItself() {
    var exact = CorpusRow.parse("id\tX\tOPEN a*\\r\\n").exact();

    assertThat(exact.accepts("a*\r\n")).isTrue();
    assertThat(exact.accepts("ab\r\n")).isFalse();
    assertThat(exact.accepts("a*\r\n+OK\r\n")).isFalse();
    assertThat(exact.accepts("")).isFalse();
  }

  @Test
  void lenientReplyMayHaveWildcards() {
    var row = CorpusRow.parse("id\tX\tOPEN\tCLOSED -ERR*\\r\\n");
    var lenient = Objects.requireNonNull(row.lenient());

    assertThat(lenient.accepts("-ERR 'a\nb'\r\n")).isTrue();
    assertThat(lenient.accepts("+OK\r\n")).isFalse();
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> CorpusRow.parse("id\tX")).hasMessageContaining("columns");
    assertThatThrownBy(() -> CorpusRow.parse("id\tX\tOPNE")).hasMessageContaining("OPNE");
  }

  @Test
  void everyRowOfTheFileHasItsOwnId() {
    var ids = new HashSet<String>();

    assertThat(CorpusRow.all()).hasSizeGreaterThan(300).allMatch(row -> ids.add(row.id()));
  }
}
