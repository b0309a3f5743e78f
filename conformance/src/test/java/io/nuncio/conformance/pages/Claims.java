package io.nuncio.conformance.pages;

import io.nuncio.site.Block;
import io.nuncio.site.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which test runs which block of the documentation, as `claims.tsv` has it.
public final class Claims {
  static final Path ROOT =
      Path.of(System.getProperty("nuncio.root", "..")).toAbsolutePath().normalize();
  static final String FILE = "conformance/src/test/resources/pages/claims.tsv";

  private static final List<String> OUTSIDE_OF_DOCS =
      List.of("README.md", "SECURITY.md", "CONTRIBUTING.md");

  private Claims() {}

  /// A row of the file.
  ///
  /// @param page a page, or `docs/*.md`
  /// @param heading what the blocks stand under; nothing is any
  /// @param languages those of the blocks; `*` is any
  /// @param tests the classes that run them, by their simple names
  record Claim(String page, String heading, List<String> languages, List<String> tests) {
    boolean fits(Block block) {
      boolean ofPage =
          page.endsWith("*.md")
              ? block.page().matches("docs/[^/]+\\.md")
              : page.equals(block.page());
      boolean ofHeading = heading.isEmpty() || heading.equals(block.heading());
      return ofPage
          && ofHeading
          && (languages.contains("*") || languages.contains(block.language()));
    }
  }

  static List<Claim> all() {
    return lines(ROOT.resolve(FILE)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(Claims::claim)
        .toList();
  }

  private static Claim claim(String... row) {
    String[] place = row[0].split("#", 2);
    return new Claim(
        place[0],
        place.length == 2 ? place[1] : "",
        List.of(row[1].split(",")),
        List.of(row[2].split(",")));
  }

  /// The pages that are checked.
  static List<Page> pages() {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      Stream<String> guides =
          files
              .map(file -> "docs/" + file.getFileName())
              .filter(name -> name.endsWith(".md"))
              .sorted();
      return Stream.concat(OUTSIDE_OF_DOCS.stream(), guides)
          .map(name -> Page.read(ROOT, name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All blocks of code on them.
  static List<Block> blocks() {
    return pages().stream().flatMap(page -> page.blocks().stream()).toList();
  }

  static Optional<Claim> claim(Block block) {
    return all().stream().filter(claim -> claim.fits(block)).findFirst();
  }

  /// The blocks that a test has to run, in the order of the pages.
  public static List<Block> of(Class<?> test) {
    return blocks().stream()
        .filter(block ->
            claim(block).filter(by -> by.tests().contains(test.getSimpleName())).isPresent())
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
