package io.nuncio.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/// What is around each page: its head, and the list of guides.
final class Layout {
  private static final int DESCRIPTION = 160;

  private final String page = resource("page.html");
  private final String style = resource("style.css");
  private final List<Entry> entries;

  /// A line in the list of guides.
  ///
  /// @param file of the site; empty for a heading
  /// @param text what is shown
  private record Entry(String file, String text) {}

  private Layout(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// @param guides the page that lists them
  static Layout read(PageHtml guides) {
    var entries = new ArrayList<Entry>();
    entries.add(new Entry("index.html", "Start"));
    guides
        .document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading node) {
                if (node.getLevel() == 2) {
                  entries.add(new Entry("", Contents.text(node)));
                }
              }

              @Override
              public void visit(Link node) {
                // The list is in a folder, so its links begin with the way up.
                String file = node.getDestination().replaceFirst("^\\.\\./", "");
                entries.add(new Entry(file, Contents.text(node)));
              }
            });
    return new Layout(entries);
  }

  String style() {
    return style;
  }

  /// The whole HTML of a page.
  String page(PageHtml contents) {
    return page.replace("{title}", escaped(title(contents)))
        .replace("{description}", escaped(shortened(contents.description())))
        .replace("{style}", contents.to("style.css"))
        .replace("{home}", contents.to("index.html"))
        .replace("{menu}", menu(contents))
        .replace("{body}", contents.body());
  }

  private static String title(PageHtml contents) {
    return contents.file().equals("index.html")
        ? "Nuncio: a NATS server for the JVM"
        : contents.title() + " – Nuncio";
  }

  private String menu(PageHtml contents) {
    var menu = new StringBuilder("<ul>\n");
    for (Entry entry : entries) {
      if (entry.file().isEmpty()) {
        menu.append("</ul>\n<h2>").append(escaped(entry.text())).append("</h2>\n<ul>\n");
      } else {
        String here = entry.file().equals(contents.file()) ? " aria-current=\"page\"" : "";
        menu.append("<li><a href=\"%s\"%s>".formatted(escaped(contents.to(entry.file())), here))
            .append(escaped(entry.text()))
            .append("</a></li>\n");
      }
    }
    return menu.append("</ul>").toString();
  }

  /// A description of at most so many characters, ended between words.
  private static String shortened(String text) {
    if (text.length() <= DESCRIPTION) {
      return text;
    }
    return text.substring(0, text.lastIndexOf(' ', DESCRIPTION - 1)) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream in = Layout.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
