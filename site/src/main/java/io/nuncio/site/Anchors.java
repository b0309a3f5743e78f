package io.nuncio.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The names by which headings of one page are linked to, made as GitHub makes them, so that a link
/// works here and there.
final class Anchors {
  private final Map<String, Integer> used = new HashMap<>();

  /// The anchor of the next heading with this text.
  String next(String heading) {
    String name =
        heading
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
            .replace(' ', '-');
    int earlier = used.merge(name, 1, Integer::sum) - 1;
    return earlier == 0 ? name : name + "-" + earlier;
  }
}
