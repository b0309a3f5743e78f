package io.nuncio.config.conf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What the files of one run share: the chain of includes, the limits and the mistakes.
final class ParseRun {
  /// Refuses every include.
  static final ConfFiles NO_FILES =
      (includingFile, name) -> new ConfFiles.Unreadable("the included file", "not allowed here");

  static final int MOST_INCLUDE_DEPTH = 10;
  static final int MOST_INCLUDES = 1_000;
  static final int MOST_CHARACTERS = 64 * 1024 * 1024;

  private final Environment environment;
  private final ConfFiles files;
  private final Mistakes mistakes = new Mistakes();
  private final Deque<String> chain = new ArrayDeque<>();
  private int includes;
  private int characters;

  ParseRun(Environment environment, ConfFiles files) {
    this.environment = environment;
    this.files = files;
  }

  Environment environment() {
    return environment;
  }

  Mistakes mistakes() {
    return mistakes;
  }

  ConfNode.Map readRoot(ConfSource root) {
    if (root.text().length() > ConfSource.MAX_FILE_BYTES) {
      mistakes.add(new Position(root.file(), 1, 1), "the file is larger than 16 MiB", "");
      return new MapDraft(new Position(root.file(), 1, 1)).close();
    }
    return readWithin(root, 0);
  }

  /// The content of the file that is called `name` at `position`, or null after a mistake.
  ConfNode.@Nullable Map include(Position position, String name, int depth) {
    if (++includes > MOST_INCLUDES) {
      mistakes.add(position, "more than " + MOST_INCLUDES + " includes", "");
      return null;
    }
    return switch (files.read(position.file(), name)) {
      case ConfFiles.Unreadable(String file, String reason) -> {
        mistakes.add(position, "cannot include " + file + ": " + reason, "");
        yield null;
      }
      case ConfFiles.Found(ConfSource source) -> {
        String refusal = refusal(source);
        if (refusal != null) {
          mistakes.add(position, refusal, "");
        }
        yield refusal == null ? readWithin(source, depth) : null;
      }
    };
  }

  private @Nullable String refusal(ConfSource source) {
    if (chain.contains(source.file())) {
      return "a file includes itself: " + chainTo(source.file());
    }
    if (chain.size() > MOST_INCLUDE_DEPTH) {
      return "includes go deeper than " + MOST_INCLUDE_DEPTH + ": " + chainTo(source.file());
    }
    if (source.text().length() > MOST_CHARACTERS - characters) {
      return "all files together are larger than 64 MiB";
    }
    return null;
  }

  private String chainTo(String file) {
    return String.join(" -> ", chain) + " -> " + file;
  }

  private ConfNode.Map readWithin(ConfSource source, int depth) {
    characters += source.text().length();
    mistakes.opened(source.file());
    chain.addLast(source.file());
    try {
      return new StructureReader(source, this, depth).read();
    } finally {
      chain.removeLast();
    }
  }
}
