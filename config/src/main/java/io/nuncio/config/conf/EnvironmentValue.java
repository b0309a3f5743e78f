package io.nuncio.config.conf;

import org.jspecify.annotations.Nullable;

/// Reads the value of an environment variable by the rules of a value behind `key=`.
final class EnvironmentValue {
  private static final String KEY = "pk";
  private static final String NAMELESS = "environment";

  private EnvironmentValue() {}

  /// The value in `text`, or null if it is none. Why not stays untold: the text may be a secret.
  static @Nullable ConfNode parse(String text, int depth, Environment environment) {
    if (text.chars().allMatch(c -> Cursor.isBlank((char) c))) {
      return new ConfNode.Text(new Position(NAMELESS, 1, 1), "", ConfNode.Writing.BARE);
    }
    var run = new ParseRun(environment, ParseRun.NO_FILES);
    var source = new ConfSource(NAMELESS, KEY + "=" + text);
    var tree = new StructureReader(source, run, depth).read();
    return run.mistakes().isEmpty() ? tree.find(KEY) : null;
  }
}
