package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The bytes of an answer, on account of a [BodyBudget] until it is closed.
final class Body implements AutoCloseable {
  private final BodyBudget budget;
  private final List<byte[]> pieces = new ArrayList<>();
  private long length;

  Body(BodyBudget budget) {
    this.budget = budget;
  }

  /// Adds a copy of `text`, as UTF-8.
  ///
  /// @throws RefusedException if the budget has no room for it
  void append(CharSequence text) {
    byte[] piece = text.toString().getBytes(UTF_8);
    budget.take(piece.length);
    length += piece.length;
    pieces.add(piece);
  }

  /// In bytes.
  long length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : pieces) {
      out.write(piece);
    }
  }

  /// Everything as one text.
  @Override
  public String toString() {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, UTF_8)));
    return text.toString();
  }

  @Override
  public void close() {
    budget.giveBack(length);
    pieces.clear();
    length = 0;
  }
}
