package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nuncio.conformance.pages.Claims.Claim;
import io.nuncio.site.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No block of code on a page of the documentation is there that nothing runs or checks.
class PagesTest {
  private static final Sources SOURCES = Sources.of(Claims.ROOT);

  static List<Block> blocks() {
    return Claims.blocks();
  }

  static List<Claim> claims() {
    return Claims.all();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blockIsRunBySomething(Block block) {
    if (block.language().isEmpty()) {
      fail("%s: say the language of this block behind its fence, such as ```sh", block.place());
    }
    if (Claims.claim(block).isEmpty()) {
      fail(
          "%s: nothing runs this block (%s): let a test run it, and name that in %s",
          block.place(), block.language(), Claims.FILE);
    }
  }

  /// A test either asks [Claims] for its blocks, or reads the page by its name.
  @ParameterizedTest
  @MethodSource("claims")
  void testIsThereAndReadsThePage(Claim claim) {
    for (String test : claim.tests()) {
      assertThat(SOURCES.type(test)).as("%s of %s".formatted(test, Claims.FILE)).isPresent();
      String source = SOURCES.type(test).orElseThrow().replace("TlsPage.read()", "docs/tls.md");
      assertThat(
              source.contains(claim.page())
                  || source.matches("(?s).*Claims\\.(of\\(%s|pages\\(\\)).*".formatted(test)))
          .as("%s reads %s".formatted(test, claim.page()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("claims")
  void claimIsOfUse(Claim claim) {
    assertThat(Claims.blocks())
        .as("delete this row of " + Claims.FILE)
        .anyMatch(block -> Claims.claim(block).filter(claim::equals).isPresent());
  }

  @Test
  void readsAllPages() {
    assertThat(Claims.pages())
        .hasSizeGreaterThan(15)
        .extracting(page -> page.name())
        .contains("README.md", "docs/tokens.md");
    assertThat(Claims.blocks()).hasSizeGreaterThan(80);
  }
}
