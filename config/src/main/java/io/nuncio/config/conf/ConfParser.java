package io.nuncio.config.conf;

/// Reads the NATS configuration language.
///
/// What nats-server 2.15 accepts is accepted with the same meaning, but for traps there:
///
/// - Accepted here only: a number right before `]`, bare bcrypt strings of all four versions
///   (`$2a$`, `$2b$`, `$2x$`, `$2y$`), a block that ends with CRLF, a byte order mark.
/// - Understood otherwise: `[5k]` holds a number, and a block that ends with the file does not hold
///   its closing bracket.
/// - Mistakes here only: a size that overflows or has an unknown suffix, a key without a value, a
///   bare key that begins with a bracket or a comma or ends with `{`, `]` behind a value outside a
///   list, a lone slash between items, a quote or brace that is never closed, the character NUL
///   outside comments.
public final class ConfParser {
  private ConfParser() {}

  /// Reads `root` and all it includes. Never throws because of what is written there.
  ///
  /// @param variables asked for what no key defines
  /// @param files opens what is included
  public static ConfResult parse(ConfSource root, ConfVariables variables, ConfFiles files) {
    var run = new ParseRun(new Environment(variables), files);
    var tree = run.readRoot(root);
    return new ConfResult(tree, run.mistakes().sorted());
  }
}
