package io.nuncio.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.workload.Echo;
import io.nuncio.bench.workload.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final List<Double> REFERENCE = List.of(100.0, 200.0, 100.0);

  @Test
  void tableShowsMediansAndTheMedianOfTheRatiosOfTheRounds() {
    var page = page(cpu(50.0, 40.0, 60.0), rate(1_500.0, 3_000.0, 1_500.0));

    assertThat(page.tables())
        .contains(
            "| echo | nuncio | message | 100 | 50.0 | 0.50 | 80% | 100 | 1,500 | 15.00 |  |  |"
                + " nuncio |");
  }

  @Test
  void latenciesStandBesideEachOther() {
    var page =
        page(
            cpu(50.0, 40.0, 60.0),
            new Comparison("echo", Figure.P50, List.of(40.0), "nuncio", List.of(20.0)),
            new Comparison("echo", Figure.P99, List.of(80.0), "nuncio", List.of(30.0)));

    assertThat(page.tables()).contains("| 40.0/80.0 | 20.0/30.0 |");
  }

  @Test
  void otherFiguresHaveATableOfTheirOwn() {
    var page =
        page(
            new Comparison(
                "idle", Figure.CONNECTION_KILOBYTES, List.of(40.0), "nuncio", List.of(2.0)));

    assertThat(page.tables())
        .startsWith("| workload | server | what |")
        .contains("| idle | nuncio | kB for a connection | 40.0 | 2.0 | 0.05 | 0% | nuncio |");
  }

  @Test
  void sentenceNamesWhatTheReferenceIsBetterIn() {
    var page = page(cpu(110.0, 250.0, 130.0), rate(200.0, 300.0, 400.0));

    assertThat(page.aheadSentence())
        .isEqualTo("nats-server is ahead in: CPU ns of echo (nuncio, 1.25).");
  }

  @Test
  void sentenceSaysWhenTheReferenceIsBetterInNothing() {
    assertThat(page(cpu(50.0, 40.0, 60.0)).aheadSentence())
        .isEqualTo("nats-server is ahead in none of these.");
  }

  @Test
  void sentenceSaysWhenThereWasNoReference() {
    var alone = new Comparison("echo", Figure.CPU, List.of(), "nuncio", List.of(5.0));

    assertThat(page(alone).aheadSentence()).contains("no nats-server to compare with");
    assertThat(page(alone).tables()).contains("| echo | nuncio | message |  | 5.0 |  |  |");
  }

  @Test
  void nobodyIsAheadWhenRoundsDisagree() {
    assertThat(cpu(90.0, 210.0, 90.0).ahead("nats-server")).isEqualTo("even");
    assertThat(cpu(110.0, 190.0, 130.0).ahead("nats-server")).isEqualTo("even");
  }

  @Test
  void nobodyIsAheadByLessThanTwoPercent() {
    assertThat(cpu(99.0, 198.0, 99.0).ahead("nats-server")).isEqualTo("even");
  }

  @Test
  void moreIsBetterForARate() {
    assertThat(rate(50.0, 100.0, 50.0).ahead("nats-server")).isEqualTo("nats-server");
  }

  private static Page page(Comparison... comparisons) {
    return new Page(
        "Title",
        List.of("a fact"),
        "nats-server",
        List.of(new Echo(Stage.CORE, "echo", true)),
        List.of(comparisons));
  }

  private static Comparison cpu(Double... values) {
    return new Comparison("echo", Figure.CPU, REFERENCE, "nuncio", List.of(values));
  }

  private static Comparison rate(Double... values) {
    return new Comparison("echo", Figure.RATE, REFERENCE, "nuncio", List.of(values));
  }
}
