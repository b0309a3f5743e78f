package io.nuncio.site;

/// A block of code on a page.
///
/// @param page the page, such as `docs/tokens.md`
/// @param line the line that its text begins in, counted from 1
/// @param language what stands behind the fence, or nothing
/// @param heading the heading above it
/// @param text its lines, each with its line break
public record Block(String page, int line, String language, String heading, String text) {

  /// Where it stands, as editors understand it.
  public String place() {
    return page + ":" + line;
  }
}
