package io.nuncio.config;

import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads secrets from a configuration file, and from the files that it names for them. Each method
/// returns null after it has noted a mistake; no message holds a value.
final class SecretValues {
  private static final String IN_QUOTES = "; put it in quotes to make it a text";
  private static final String NULL = "null";

  private final ConfigValues values;
  private final Findings findings;
  private final Exposure exposure = new Exposure();

  SecretValues(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// The secret that `node` is, as it was written, whatever the language takes it for.
  ///
  /// @param key the full name of the key, for messages
  @Nullable String secret(String key, ConfNode node) {
    String text = written(key, node);
    String mistake = text == null ? null : mistake(text, node);
    if (mistake != null) {
      findings.mistake(node, key + mistake);
      return null;
    }
    if (text != null) {
      exposure.holds(node.position().source(), Secret.of(text));
    }
    return text;
  }

  /// Like [#secret], for a name that may be seen by others.
  @Nullable String name(String key, ConfNode node) {
    String text = written(key, node);
    if (text != null && text.isEmpty()) {
      findings.mistake(node, key + " is empty: give it a value");
      return null;
    }
    return text;
  }

  /// The token in the file that `node` names.
  @Nullable String tokenFile(String key, ConfNode node) {
    Path file = values.path(key, node);
    if (file == null) {
      return null;
    }
    if (file.toString().isEmpty()) {
      findings.mistake(node, key + " is empty: name a file that holds the token");
      return null;
    }
    return switch (TokenFile.read(file)) {
      case TokenFile.Refused(String reason) -> {
        findings.mistake(node, key + ": " + file + " " + reason);
        yield null;
      }
      case TokenFile.Found(String text) -> {
        exposure.holds(file.toString(), Secret.of(text));
        yield text;
      }
    };
  }

  /// Notes which of the files that were read with secrets in them can be read by others. Last of
  /// all, and once.
  void warnOfExposure() {
    exposure.warnings().forEach(findings::warn);
  }

  private @Nullable String written(String key, ConfNode node) {
    return switch (node) {
      case ConfNode.Text text -> text.value();
      case ConfNode.Whole whole -> guessed(key, node, whole.written());
      case ConfNode.Fraction fraction -> guessed(key, node, fraction.written());
      case ConfNode.Bool bool -> guessed(key, node, bool.written());
      case ConfNode.Instant instant -> guessed(key, node, instant.written());
      case ConfNode.Map ignored -> noText(key, node);
      case ConfNode.List ignored -> noText(key, node);
    };
  }

  private @Nullable String noText(String key, ConfNode node) {
    findings.mistake(node, key + ": expected a text" + IN_QUOTES);
    return null;
  }

  private String guessed(String key, ConfNode node, String written) {
    findings.warn(node, key + " does not look like a text" + IN_QUOTES);
    return written;
  }

  /// What is wrong with `text`, to stand behind the key; null for nothing.
  private static @Nullable String mistake(String text, ConfNode node) {
    if (text.isEmpty()) {
      return " is empty, which would let everybody in: give it a value, or leave the block out to"
          + " start without authentication";
    }
    if (text.equalsIgnoreCase(NULL) && !isQuoted(node)) {
      return " is null, which anybody would guess: give it a value, or put it in quotes if this word"
          + " is meant";
    }
    return isUnicode(text) ? null : " is not a text in UTF-8, so no client could present it";
  }

  private static boolean isQuoted(ConfNode node) {
    return node instanceof ConfNode.Text text
        && text.writing() != ConfNode.Writing.BARE
        && text.writing() != ConfNode.Writing.VARIABLE;
  }

  /// Whether `text` came from well-formed UTF-8: files leave lone surrogates of other bytes, the
  /// environment and the command line a replacement character.
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c) || c == '\uFFFD') {
        return false;
      }
    }
    return true;
  }
}
