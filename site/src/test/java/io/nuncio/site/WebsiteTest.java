package io.nuncio.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The site that is made of this checkout.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebsiteTest {
  private final Map<Path, Document> documents = new HashMap<>();
  private final Website website;

  private Path site = Path.of("");

  WebsiteTest() throws IOException {
    website = new Website(Checkout.root());
  }

  /// What is not well-formed ends here: pages are written so that they are XML, too.
  @BeforeAll
  void makeTheSite(@TempDir Path folder) throws Exception {
    site = folder;
    website.write(folder);
    DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Path file : files(".html")) {
      documents.put(file, reader.parse(file.toFile()));
    }
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(site)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private Document document(Path file) {
    return Objects.requireNonNull(documents.get(file), file.toString());
  }

  private static List<Element> elements(Document document, String tag) {
    var found = document.getElementsByTagName(tag);
    return Stream.iterate(0, index -> index < found.getLength(), index -> index + 1)
        .map(index -> (Element) found.item(index))
        .toList();
  }

  private static List<String> ids(Document document) {
    return elements(document, "*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  @Test
  void everyPageIsThere() {
    assertThat(website.pages())
        .contains(
            "README.md", "SECURITY.md", "CHANGELOG.md", "docs/tokens.md", "docs/adr/README.md")
        .allSatisfy(page -> assertThat(site.resolve(Website.html(page))).exists());
  }

  @TestFactory
  Stream<DynamicTest> pageIsTitledAndItsLinksLeadSomewhere() {
    return documents.entrySet().stream()
        .map(page ->
            dynamicTest(
                site.relativize(page.getKey()).toString(),
                () -> {
                  assertTitled(page.getValue());
                  assertThat(ids(page.getValue())).doesNotHaveDuplicates().contains("menu");
                  elements(page.getValue(), "a")
                      .forEach(a -> assertLeads(page.getKey(), a, "href"));
                  elements(page.getValue(), "img")
                      .forEach(i -> assertLeads(page.getKey(), i, "src"));
                  elements(page.getValue(), "link")
                      .forEach(l -> assertLeads(page.getKey(), l, "href"));
                }));
  }

  private static void assertTitled(Document document) {
    assertThat(elements(document, "title").getFirst().getTextContent()).contains("Nuncio");
    assertThat(elements(document, "h1")).hasSize(1);
    assertThat(elements(document, "meta"))
        .filteredOn(meta -> meta.getAttribute("name").equals("description"))
        .singleElement()
        .satisfies(meta -> assertThat(meta.getAttribute("content")).hasSizeBetween(10, 160));
  }

  private void assertLeads(Path page, Element element, String attribute) {
    String target = element.getAttribute(attribute);
    if (target.startsWith("https:")) {
      return;
    }
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    assertThat(file).as(target).isRegularFile();
    if (parts.length == 2) {
      assertThat(ids(document(file))).as(target).contains(parts[1]);
    }
  }

  @Test
  void nothingIsFetchedAndNothingIsRun() throws IOException {
    for (Document document : documents.values()) {
      assertThat(elements(document, "script")).isEmpty();
      assertThat(elements(document, "link")).hasSize(1);
      assertThat(elements(document, "img"))
          .allSatisfy(image -> assertThat(image.getAttribute("src")).doesNotContain(":"));
    }
    assertThat(Files.readString(site.resolve("style.css"))).doesNotContain("url(", "@import");
  }

  @Test
  void menuMarksThePageThatIsShown() {
    Document tokens = document(site.resolve("docs/tokens.html"));

    assertThat(elements(tokens, "a"))
        .filteredOn(link -> link.getAttribute("aria-current").equals("page"))
        .singleElement()
        .satisfies(link -> assertThat(link.getTextContent()).isEqualTo("Tokens"));
  }
}
