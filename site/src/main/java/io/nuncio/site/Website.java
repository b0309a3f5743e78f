package io.nuncio.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All pages of a checkout, as a folder of HTML that needs no server and no JavaScript.
///
/// A page keeps its place: `docs/tokens.md` becomes `docs/tokens.html`, and a `README.md` the
/// `index.html` of its folder. So links between pages need another ending only. What a link leads
/// to that is no page, such as a source, is left as text.
final class Website {
  /// The page that lists the guides: what stands beside each page comes from it.
  static final String GUIDES = "docs/README.md";

  private static final List<String> FOLDERS =
      List.of("", "docs", "docs/adr", "bench", "bench/results", "interop");

  private final Path root;
  private final Map<String, String> sources = new LinkedHashMap<>();

  /// @param root the folder of the checkout
  Website(Path root) throws IOException {
    this.root = root;
    for (String folder : FOLDERS) {
      for (Path file : pagesIn(root.resolve(folder))) {
        sources.put(name(file), Files.readString(file));
      }
      String readme = folder.isEmpty() ? "README.md" : folder + "/README.md";
      sources.computeIfAbsent(readme, missing -> contentsOf(folder));
    }
  }

  private static List<Path> pagesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /// A list of the pages in a folder, for one that says nothing of itself.
  private String contentsOf(String folder) {
    return sources.entrySet().stream()
        .filter(each -> each.getKey().startsWith(folder + "/"))
        .map(each -> Page.of(each.getKey(), each.getValue()))
        .map(page ->
            "- [%s](%s)\n".formatted(page.title(), page.name().substring(folder.length() + 1)))
        .collect(Collectors.joining("", "# All in " + folder + "\n\nWhat there is.\n\n", ""));
  }

  /// The pages, by where they are in the checkout.
  List<String> pages() {
    return List.copyOf(sources.keySet());
  }

  /// Writes the site. Files of that name are replaced, others are left alone.
  void write(Path site) throws IOException {
    var layout = Layout.read(guides());
    var files = new TreeMap<String, String>();
    var images = new ArrayList<String>();
    sources.forEach((name, text) -> {
      var html = new PageHtml(name, text, this);
      files.put(html(name), layout.page(html));
      images.addAll(html.images());
    });
    for (var file : files.entrySet()) {
      Path target = site.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.writeString(site.resolve("style.css"), layout.style());
    for (String image : images) {
      Path target = site.resolve(image);
      Files.createDirectories(target.getParent());
      Files.copy(root.resolve(image), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private PageHtml guides() {
    return new PageHtml(GUIDES, sources.getOrDefault(GUIDES, ""), this);
  }

  /// The file that a link of a page leads to, if it is in the site.
  ///
  /// @param path of the checkout, such as `docs/tokens.md` or `docs/adr`
  Optional<String> file(String path) {
    if (sources.containsKey(path)) {
      return Optional.of(html(path));
    }
    String readme = path.isEmpty() ? "README.md" : path.replaceFirst("/?$", "/README.md");
    return sources.containsKey(readme) ? Optional.of(html(readme)) : Optional.empty();
  }

  /// The file that a page becomes.
  static String html(String page) {
    return page.replaceFirst("(^|/)README\\.md$", "$1index.md").replaceFirst("\\.md$", ".html");
  }
}
