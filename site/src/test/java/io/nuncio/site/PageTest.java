package io.nuncio.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  @Test
  void blocksKnowWhereTheyStand() {
    Page page =
        Page.of(
            "a.md",
            "# One\n\ntext\n\n```sh\nls\n```\n\n## Two\n\n    indented\n\n- x\n\n  ```conf\n  a: 1\n  ```\n");

    assertThat(page.blocks())
        .containsExactly(
            new Block("a.md", 6, "sh", "One", "ls\n"),
            new Block("a.md", 11, "", "Two", "indented\n"),
            new Block("a.md", 16, "conf", "Two", "a: 1\n"));
    assertThat(page.blocks().getFirst().place()).isEqualTo("a.md:6");
  }

  @Test
  void firstHeadingAndParagraphSayWhatAPageIsAbout() {
    Page page = Page.of("a.md", "# Of `code`\n\nFirst, with a\n[link](b.md).\n\nSecond.\n");

    assertThat(page.title()).isEqualTo("Of code");
    assertThat(page.description()).isEqualTo("First, with a link.");
    assertThat(page.links()).containsExactly(new Link("a.md", 4, "b.md"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Memory and start | memory-and-start",
        "In a test? | in-a-test",
        "`tls` and ocsp_peer | tls-and-ocsp_peer",
        "Größe, 2 × | größe-2-",
        "a - b | a---b"
      })
  void anchorsAreThoseOfGitHub(String heading, String anchor) {
    assertThat(Page.of("a.md", "# " + heading).anchors()).containsExactly(anchor);
  }

  @Test
  void headingsThatRepeatAreNumbered() {
    assertThat(Page.of("a.md", "# Go\n\n## Go\n\n## Go\n").anchors())
        .containsExactly("go", "go-1", "go-2");
  }
}
