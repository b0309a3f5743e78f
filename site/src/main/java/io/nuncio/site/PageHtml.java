package io.nuncio.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/// One page on its way from Markdown to HTML. Confined to who made it.
final class PageHtml {
  private final String name;
  private final Page page;
  private final Node document;
  private final Map<Node, String> anchors;
  private final Website site;
  private final List<String> images = new ArrayList<>();

  /// @param name where the page is in the checkout
  /// @param text its Markdown
  /// @param site what its links may lead to
  PageHtml(String name, String text, Website site) {
    this.name = name;
    this.page = Page.of(name, text);
    this.document = Page.parse(text);
    this.anchors = Page.anchors(document);
    this.site = site;
    document.accept(new Links());
  }

  String title() {
    return page.title();
  }

  String description() {
    return page.description();
  }

  /// The file that it becomes.
  String file() {
    return Website.html(name);
  }

  /// Images that it shows, by where they are in the checkout.
  List<String> images() {
    return List.copyOf(images);
  }

  /// The way from this page to a file of the site.
  String to(String target) {
    return "../".repeat((int) name.chars().filter(c -> c == '/').count()) + target;
  }

  /// The document, for who makes something else of it.
  Node document() {
    return document;
  }

  /// Its contents, without what is around them.
  String body() {
    return HtmlRenderer.builder()
        .extensions(List.of(TablesExtension.create()))
        .attributeProviderFactory(context -> this::addAttributes)
        .build()
        .render(document);
  }

  private void addAttributes(Node node, String tag, Map<String, String> attributes) {
    String anchor = anchors.get(node);
    if (anchor != null) {
      attributes.put("id", anchor);
    }
    // HTML knows the attribute no more.
    String align = attributes.remove("align");
    if (align != null) {
      attributes.put("class", align);
    }
  }

  /// The path in the checkout that a link of this page means.
  static String resolve(String page, String target) {
    return java.nio.file.Path.of("/" + page)
        .resolveSibling(target)
        .normalize()
        .toString()
        .substring(1);
  }

  /// Makes links lead to what pages become; those that lead nowhere become their text.
  private final class Links extends AbstractVisitor {
    @Override
    public void visit(Image node) {
      images.add(resolve(name, node.getDestination()));
      super.visit(node);
    }

    @Override
    public void visit(Link node) {
      super.visit(node);
      String target = node.getDestination();
      if (target.startsWith("#") || target.contains(":")) {
        return;
      }
      String[] parts = target.split("#", 2);
      String fragment = parts.length == 2 ? "#" + parts[1] : "";
      Optional<String> file = site.file(resolve(name, parts[0]));
      if (file.isPresent()) {
        node.setDestination(to(file.get()) + fragment);
        return;
      }
      for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
        node.insertBefore(child);
      }
      node.unlink();
    }
  }
}
