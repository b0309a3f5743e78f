package io.nuncio.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/// Collects what is on a page, in one walk. Confined to who made it.
final class Contents extends AbstractVisitor {
  private final String name;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private String title = "";
  private String heading = "";
  private String description = "";

  /// @param name the page, such as `docs/tokens.md`
  Contents(String name) {
    this.name = name;
  }

  Page page(List<String> anchors) {
    return new Page(name, title.isEmpty() ? name : title, description, anchors, blocks, links);
  }

  @Override
  public void visit(Heading node) {
    heading = text(node);
    if (title.isEmpty()) {
      title = heading;
    }
    super.visit(node);
  }

  @Override
  public void visit(Paragraph node) {
    if (description.isEmpty()) {
      description = text(node);
    }
    super.visit(node);
  }

  @Override
  public void visit(FencedCodeBlock node) {
    // The first line of a fenced block is the fence.
    blocks.add(new Block(name, line(node) + 1, node.getInfo(), heading, node.getLiteral()));
  }

  @Override
  public void visit(IndentedCodeBlock node) {
    blocks.add(new Block(name, line(node), "", heading, node.getLiteral()));
  }

  @Override
  public void visit(org.commonmark.node.Link node) {
    links.add(new Link(name, line(node), node.getDestination()));
    super.visit(node);
  }

  @Override
  public void visit(Image node) {
    links.add(new Link(name, line(node), node.getDestination()));
    super.visit(node);
  }

  private static int line(Node node) {
    return node.getSourceSpans().getFirst().getLineIndex() + 1;
  }

  /// The text of a node, without marks.
  static String text(Node node) {
    return switch (node) {
      case Text text -> text.getLiteral();
      case Code code -> code.getLiteral();
      case SoftLineBreak ignored -> " ";
      default -> {
        var all = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          all.append(text(child));
        }
        yield all.toString();
      }
    };
  }
}
