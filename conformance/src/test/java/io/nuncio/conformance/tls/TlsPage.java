package io.nuncio.conformance.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The blocks of `docs/tls.md`: the first one of each language below each heading.
final class TlsPage {
  private final Map<String, String> blocks = new LinkedHashMap<>();

  private TlsPage(List<String> lines) {
    String heading = "";
    String language = "";
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("```")) {
        if (!language.isEmpty()) {
          blocks.putIfAbsent(language + " " + heading, String.join("\n", block) + "\n");
          block.clear();
        }
        language = line.substring(3);
      } else if (!language.isEmpty()) {
        block.add(line);
      } else if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      }
    }
  }

  static TlsPage read() {
    try {
      return new TlsPage(
          Files.readAllLines(Path.of(System.getProperty("nuncio.root"), "docs/tls.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The commands that make the certificates.
  String certificates() {
    return block("sh Certificates");
  }

  /// The commands that make the launcher use BoringSSL.
  String boringSsl() {
    return block("sh BoringSSL");
  }

  /// The configuration below a heading, with the files of `folder`, and with more time for the
  /// handshake, because a busy machine may need it.
  String configuration(String heading, Path folder) {
    return block("conf " + heading)
        .replaceAll("\"([\\w-]+\\.pem)\"", "\"" + folder + "/$1\"")
        .replace("tls {", "tls {\n  timeout: 20");
  }

  /// The headings that have a configuration.
  List<String> configurations() {
    return blocks.keySet().stream()
        .filter(key -> key.startsWith("conf "))
        .map(key -> key.substring("conf ".length()))
        .toList();
  }

  private String block(String key) {
    String block = blocks.get(key);
    if (block == null) {
      throw new AssertionError("docs/tls.md has no block: " + key);
    }
    return block;
  }
}
