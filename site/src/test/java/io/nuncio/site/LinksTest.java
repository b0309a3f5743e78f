package io.nuncio.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Links of all pages lead somewhere. None is followed out of the checkout.
class LinksTest {
  private static final Path ROOT = Checkout.root();

  static List<Link> links() throws IOException {
    return new Website(ROOT)
        .pages().stream()
            .filter(page -> Files.exists(ROOT.resolve(page)))
            .flatMap(page -> Page.read(ROOT, page).links().stream())
            .toList();
  }

  static Stream<Link> internal() throws IOException {
    return links().stream().filter(link -> !link.isExternal());
  }

  static Stream<Link> external() throws IOException {
    return links().stream().filter(Link::isExternal);
  }

  @ParameterizedTest
  @MethodSource("internal")
  void linkLeadsToAFileAndItsHeading(Link link) {
    String[] parts = link.target().split("#", 2);
    String path = parts[0].isEmpty() ? link.page() : PageHtml.resolve(link.page(), parts[0]);

    assertThat(ROOT.resolve(path)).as(link.toString()).exists();
    if (parts.length == 2) {
      assertThat(path).as(link.toString()).endsWith(".md");
      assertThat(Page.read(ROOT, path).anchors()).as(link.toString()).contains(parts[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("external")
  void linkOutOfTheCheckoutIsEncrypted(Link link) {
    var uri = URI.create(link.target());

    assertThat(uri.getScheme()).as(link.toString()).isEqualTo("https");
    assertThat(uri.getHost()).as(link.toString()).contains(".");
  }

  @Test
  void everyGuideIsInTheListOfGuides() throws IOException {
    List<String> listed =
        Page.read(ROOT, Website.GUIDES).links().stream()
            .map(link -> PageHtml.resolve(link.page(), link.target()))
            .toList();
    List<String> guides =
        new Website(ROOT)
            .pages().stream()
                .filter(page -> page.matches("docs/[^/]+\\.md") && !page.equals(Website.GUIDES))
                .toList();

    assertThat(guides).hasSizeGreaterThan(12);
    assertThat(listed).containsAll(guides);
  }
}
