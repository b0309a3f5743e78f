package io.nuncio.monitoring;

import io.nuncio.wire.JsonText;
import java.time.Instant;

/// JSON with two spaces for each level, as Go's `MarshalIndent` writes it.
final class IndentedJson implements Document {
  private static final int PIECE = 8 * 1024;

  private final Body body;
  private final StringBuilder text = new StringBuilder(PIECE + 1024);
  private final StringBuilder closers = new StringBuilder();
  private boolean empty = true;

  /// Begins the object that the document is.
  IndentedJson(Body body) {
    this.body = body;
    open('{', '}');
  }

  @Override
  public Document field(String name, String value) {
    key(name);
    JsonText.quote(value, text);
    return this;
  }

  @Override
  public Document field(String name, long value) {
    key(name);
    text.append(value);
    return this;
  }

  @Override
  public Document field(String name, double value) {
    key(name);
    text.append(GoText.number(value));
    return this;
  }

  @Override
  public Document field(String name, boolean value) {
    key(name);
    text.append(value);
    return this;
  }

  @Override
  public Document field(String name, Instant value) {
    return field(name, GoText.time(value));
  }

  @Override
  public Document object(String name) {
    key(name);
    return open('{', '}');
  }

  @Override
  public Document list(String name) {
    key(name);
    return open('[', ']');
  }

  @Override
  public Document object() {
    next();
    return open('{', '}');
  }

  @Override
  public Document element(String value) {
    next();
    JsonText.quote(value, text);
    return this;
  }

  @Override
  public Document end() {
    int last = closers.length() - 1;
    char closer = closers.charAt(last);
    closers.setLength(last);
    if (!empty) {
      newLine();
    }
    empty = false;
    text.append(closer);
    if (closers.isEmpty() || text.length() >= PIECE) {
      body.append(text);
      text.setLength(0);
    }
    return this;
  }

  private Document open(char opener, char closer) {
    text.append(opener);
    closers.append(closer);
    empty = true;
    return this;
  }

  private void key(String name) {
    next();
    JsonText.quote(name, text);
    text.append(": ");
  }

  private void next() {
    if (!empty) {
      text.append(',');
    }
    empty = false;
    newLine();
  }

  private void newLine() {
    text.append('\n');
    for (int i = 0; i < closers.length(); i++) {
      text.append("  ");
    }
  }
}
