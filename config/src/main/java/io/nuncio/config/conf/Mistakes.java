package io.nuncio.config.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mistakes of one run, over all its files; at most [#MOST].
final class Mistakes {
  static final int MOST = 100;

  private final List<ConfMistake> found = new ArrayList<>();
  private final Map<String, Integer> orderByFile = new LinkedHashMap<>();

  void opened(String file) {
    orderByFile.putIfAbsent(file, orderByFile.size());
  }

  void add(Position position, String message, String hint) {
    if (!full()) {
      found.add(new ConfMistake(position, message, hint));
    }
  }

  /// Adds what breaks the rules of the language, with the words by which programs that start
  /// nats-server know such a message.
  void syntax(Position position, String message, String hint) {
    add(position, "Parse error: " + message, hint);
  }

  /// Whether reading on would tell the operator nothing more.
  boolean full() {
    return found.size() >= MOST;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<ConfMistake> sorted() {
    if (found.isEmpty()) {
      // As at most starts, which need not wait for comparators to be made.
      return List.of();
    }
    Comparator<ConfMistake> byFile =
        Comparator.comparingInt(
            mistake -> orderByFile.getOrDefault(mistake.position().file(), Integer.MAX_VALUE));
    return found.stream()
        .sorted(
            byFile
                .thenComparingInt(mistake -> mistake.position().line())
                .thenComparingInt(mistake -> mistake.position().column()))
        .toList();
  }
}
