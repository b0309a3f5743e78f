package io.nuncio.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartTest {
  @Test
  void hasTitleAndDescriptionForThoseWhoDoNotSeeIt() throws Exception {
    String svg = new Chart("A & B", "in <words>", List.of(new Chart.Bar("x", 0.5))).svg();

    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();

    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title description");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A & B");
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("in <words>");
    assertThat(root.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void barThatIsTwiceAsLongIsDrawnSo() {
    String svg =
        new Chart("t", "d", List.of(new Chart.Bar("x", 0.5), new Chart.Bar("y", 1.25))).svg();

    assertThat(svg)
        .contains("<rect class=\"less\" x=\"150\" y=\"52\" width=\"204.0\"")
        .contains("<rect class=\"more\" x=\"150\" y=\"72\" width=\"510.0\"")
        .contains(">0.50<")
        .contains(">1.25<");
  }

  @Test
  void barPastTheEdgeEndsThereAndTellsItsNumber() {
    String svg = new Chart("t", "d", List.of(new Chart.Bar("x", 8.13))).svg();

    assertThat(svg).contains("width=\"510.0\"").contains(">8.1 »<");
  }
}
