package io.nuncio.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// A page of Markdown.
///
/// @param name where it is in the checkout, such as `docs/tokens.md`
/// @param title its first heading
/// @param description the text of its first paragraph
/// @param anchors what can be linked to on it, in order
/// @param blocks its blocks of code
/// @param links its links and images
public record Page(
    String name,
    String title,
    String description,
    List<String> anchors,
    List<Block> blocks,
    List<Link> links) {

  /// Keeps copies.
  public Page {
    anchors = List.copyOf(anchors);
    blocks = List.copyOf(blocks);
    links = List.copyOf(links);
  }

  /// Reads a page.
  ///
  /// @param root the folder of the checkout
  /// @param name where the page is in it, with `/`
  public static Page read(Path root, String name) {
    try {
      return of(name, Files.readString(root.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page of(String name, String text) {
    var contents = new Contents(name);
    Node document = parse(text);
    document.accept(contents);
    return contents.page(List.copyOf(anchors(document).values()));
  }

  static Node parse(String text) {
    return Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .build()
        .parse(text);
  }

  /// The anchors of the headings of a document, in order.
  static Map<Node, String> anchors(Node document) {
    var names = new Anchors();
    var anchors = new LinkedHashMap<Node, String>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        anchors.put(node, names.next(Contents.text(node)));
      }
    }
    return anchors;
  }
}
