package io.nuncio.site;

/// A link, or an image, on a page.
///
/// @param page the page that it stands on, such as `docs/tokens.md`
/// @param line the line that it stands in, counted from 1
/// @param target where it leads, as written
public record Link(String page, int line, String target) {

  /// Whether it leads out of the checkout.
  public boolean isExternal() {
    return target.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  }

  /// Where it stands, as editors understand it, and where it leads.
  @Override
  public String toString() {
    return page + ":" + line + ": " + target;
  }
}
