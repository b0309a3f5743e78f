package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/// Short ways to parse and to look at a tree.
final class Parsed {
  private static final ConfFiles NO_FILES =
      (includingFile, name) -> new ConfFiles.Unreadable(name, "no such file");

  private Parsed() {}

  static ConfResult parse(String text) {
    return parse(text, Map.of());
  }

  static ConfResult parse(String text, Map<String, String> environment) {
    return ConfParser.parse(new ConfSource("a.conf", text), environment::get, NO_FILES);
  }

  /// Files by name; `main.conf` is the root.
  static ConfResult parseFiles(Map<String, String> textByFile) {
    ConfFiles files =
        (includingFile, name) -> {
          var text = textByFile.get(name);
          return text == null
              ? new ConfFiles.Unreadable(name, "no such file")
              : new ConfFiles.Found(new ConfSource(name, text));
        };
    var root = new ConfSource("main.conf", textByFile.getOrDefault("main.conf", ""));
    return ConfParser.parse(root, name -> null, files);
  }

  /// The tree of a text without mistakes, as plain maps, lists and values.
  static Object plain(String text) {
    return plain(faultless(parse(text)));
  }

  static ConfNode.Map faultless(ConfResult result) {
    assertThat(result.mistakes()).isEmpty();
    return result.tree();
  }

  static Object plain(ConfNode node) {
    return switch (node) {
      case ConfNode.Map map -> {
        var plain = new LinkedHashMap<String, Object>();
        map.entries().forEach((key, entry) -> plain.put(key, plain(entry.value())));
        yield plain;
      }
      case ConfNode.List list -> list.values().stream().map(Parsed::plain).toList();
      case ConfNode.Text text -> text.value();
      case ConfNode.Whole whole -> whole.value();
      case ConfNode.Fraction fraction -> fraction.value();
      case ConfNode.Bool bool -> bool.value();
      case ConfNode.Instant instant -> instant.value();
    };
  }
}
