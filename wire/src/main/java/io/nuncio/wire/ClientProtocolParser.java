package io.nuncio.wire;

import static io.nuncio.wire.ProtocolException.malformed;
import static io.nuncio.wire.ProtocolException.unknownOperation;

import java.util.Arrays;

/// Turns the bytes of one client connection into calls on a [ClientProtocolHandler].
///
/// An operation is either complete in the buffer, and then handled, or left alone until it is:
/// [#parse] returns where the unfinished one begins and the caller presents those bytes again with
/// more behind them. So the parser keeps nothing between calls, and how the input was cut cannot
/// change what is called. What is wrong is refused as soon as it can be seen, before the rest
/// arrives: an unknown operation at its first wrong byte, a long control line at the limit, a large
/// payload when it is announced.
///
/// Confined to the event loop of its connection.
///
/// Source: <https://docs.nats.io/reference/reference-protocols/nats-protocol> and nats-server
/// 2.15.2.
public final class ClientProtocolParser {
  private static final byte[] NONE = {};

  private final ClientProtocolHandler handler;
  private final Words words = new Words();
  private final PublishFrame publish = new PublishFrame();
  private int maxControlLineBytes;
  private int maxPayloadBytes;
  private boolean headersAccepted;
  private boolean connectRequired;
  private boolean traceControlLines;
  private boolean paused;
  private boolean repeat;
  private int unfinishedBytes;
  private int handledBytes;

  /// @param maxControlLineBytes longest argument part of a control line
  /// @param maxPayloadBytes most bytes of header block and payload together
  public ClientProtocolParser(
      ClientProtocolHandler handler, int maxControlLineBytes, int maxPayloadBytes) {
    this.handler = handler;
    this.maxControlLineBytes = maxControlLineBytes;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /// Keeps to other limits, from the next operation on.
  public void limit(int mostControlLineBytes, int mostPayloadBytes) {
    maxControlLineBytes = mostControlLineBytes;
    maxPayloadBytes = mostPayloadBytes;
    publish.forget();
  }

  /// Whether `HPUB` is allowed: the client said `headers: true`.
  public void acceptHeaders(boolean accepted) {
    headersAccepted = accepted;
    publish.forget();
  }

  /// Whether anything but `CONNECT` is [ClientProtocolHandler#onMissingConnect], at its first byte.
  public void requireConnect(boolean required) {
    connectRequired = required;
    publish.forget();
  }

  /// Whether [ClientProtocolHandler#onControlLine] is called.
  public void traceControlLines(boolean on) {
    traceControlLines = on;
  }

  /// Makes [#parse] return after the operation being handled; it returns at once until [#resume].
  public void pause() {
    paused = true;
  }

  /// The same, but leaves the operation being handled unhandled: it will be presented again.
  public void pauseBefore() {
    paused = true;
    repeat = true;
  }

  /// Ends [#pause] and [#pauseBefore].
  public void resume() {
    paused = false;
  }

  /// After [#parse]: how many bytes the unfinished operation has in all, counted from the index
  /// that was returned; 0 when that is not known yet, because its control line is incomplete.
  public int unfinishedBytes() {
    return unfinishedBytes;
  }

  /// How many bytes the operation had that was handled last.
  public int handledBytes() {
    return handledBytes;
  }

  /// Lets the next bytes be those of another buffer.
  public void forget() {
    publish.forget();
  }

  /// Handles every complete operation in `buffer[from, to)`; since [#forget], nothing in `buffer[0,
  /// from)` has changed.
  ///
  /// @return the index of the first byte that was not handled; `to` if nothing is left
  /// @throws ProtocolException for the first violation, after everything before it was handled
  public int parse(byte[] buffer, int from, int to) throws ProtocolException {
    unfinishedBytes = 0;
    int at = from;
    int handledLast = from;
    while (at < to && !paused) {
      int next =
          publish.moveToRepeated(at, to) ? handlePublish(buffer, at, to) : parseOne(buffer, at, to);
      if (next < 0) {
        return at;
      }
      handledLast = at;
      handledBytes = next - at;
      at = next;
    }
    if (repeat) {
      repeat = false;
      return handledLast;
    }
    return at;
  }

  /// Handles the operation at `at`; the index after it, or -1 if it is not complete.
  private int parseOne(byte[] buffer, int at, int to) throws ProtocolException {
    byte first = buffer[at];
    if (connectRequired && (first | 0x20) != 'c') {
      handler.onMissingConnect();
    }
    return switch (first) {
      case 'P', 'p' -> parseP(buffer, at, to);
      case 'H', 'h' -> parsePublish(buffer, at, to, "HPUB", 2);
      case 'S', 's' -> parseSubscribe(buffer, at, to);
      case 'U', 'u' -> parseUnsubscribe(buffer, at, to);
      case 'C', 'c' -> parseConnect(buffer, at, to);
      case 'I', 'i' -> parseInfo(buffer, at, to);
      case '+' -> parseOk(buffer, at, to);
      case '-' -> parseError(buffer, at, to);
      default -> throw unknownOperation(first);
    };
  }

  private int parseP(byte[] buffer, int at, int to) throws ProtocolException {
    if (at + 1 == to) {
      return -1;
    }
    byte second = buffer[at + 1];
    return switch (second) {
      case 'U', 'u' -> parsePublish(buffer, at, to, "PUB", 1);
      case 'I', 'i' -> parsePing(buffer, at, to);
      case 'O', 'o' -> parsePong(buffer, at, to);
      default -> throw unknownOperation(second);
    };
  }

  private int parsePing(byte[] buffer, int at, int to) throws ProtocolException {
    int end = wholeLine(buffer, at, to, "PING");
    if (end >= 0) {
      trace("PING", buffer, end, end);
      handler.onPing();
    }
    return end;
  }

  private int parsePong(byte[] buffer, int at, int to) throws ProtocolException {
    int end = wholeLine(buffer, at, to, "PONG");
    if (end >= 0) {
      trace("PONG", buffer, end, end);
      handler.onPong();
    }
    return end;
  }

  /// `+OK` from a client means nothing and is skipped, as nats-server does.
  private int parseOk(byte[] buffer, int at, int to) throws ProtocolException {
    return wholeLine(buffer, at, to, "+OK");
  }

  /// `-ERR …` from a client closes the connection without an answer.
  private int parseError(byte[] buffer, int at, int to) throws ProtocolException {
    int newline = argumentsEnd(buffer, at, to, "-ERR");
    if (newline < 0) {
      return -1;
    }
    throw ProtocolException.reportedByClient(buffer, at + 4, ControlLine.end(buffer, at, newline));
  }

  /// `INFO {…}` from a client is skipped; anything but an object closes.
  private int parseInfo(byte[] buffer, int at, int to) throws ProtocolException {
    int newline = argumentsEnd(buffer, at, to, "INFO");
    if (newline < 0) {
      return -1;
    }
    int from = ControlLine.skipBlanks(buffer, at + 4, newline);
    JsonReader json = new JsonReader(buffer, from, ControlLine.end(buffer, from, newline));
    try {
      json.skipObject();
      json.end();
    } catch (JsonException e) {
      throw malformed("INFO {json}");
    }
    return newline + 1;
  }

  private int parseConnect(byte[] buffer, int at, int to) throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, "CONNECT");
    if (op < 0) {
      return -1;
    }
    int from = argumentsFrom(buffer, op, to);
    int newline = newline(buffer, from, to);
    if (newline < 0) {
      return -1;
    }
    int end = ControlLine.end(buffer, from, newline);
    trace("CONNECT", buffer, from, end);
    handler.onConnect(buffer, from, end);
    return newline + 1;
  }

  private int parseSubscribe(byte[] buffer, int at, int to) throws ProtocolException {
    int newline = argumentsEnd(buffer, at, to, "SUB");
    if (newline < 0) {
      return -1;
    }
    split("SUB", buffer, ControlLine.skipBlanks(buffer, at + 4, newline), newline);
    switch (words.count()) {
      case 2 -> handler.onSubscribe(word(buffer, 0), NONE, word(buffer, 1));
      case 3 -> handler.onSubscribe(word(buffer, 0), word(buffer, 1), word(buffer, 2));
      default -> throw malformed("SUB <subject> [queue group] <sid>");
    }
    return newline + 1;
  }

  private int parseUnsubscribe(byte[] buffer, int at, int to) throws ProtocolException {
    int newline = argumentsEnd(buffer, at, to, "UNSUB");
    if (newline < 0) {
      return -1;
    }
    split("UNSUB", buffer, ControlLine.skipBlanks(buffer, at + 6, newline), newline);
    switch (words.count()) {
      case 1 -> handler.onUnsubscribe(word(buffer, 0), 0);
      case 2 -> handler.onUnsubscribe(word(buffer, 0), size(buffer, 1));
      default -> throw malformed("UNSUB <sid> [max]");
    }
    return newline + 1;
  }

  /// `PUB <subject> [reply] <total>` or `HPUB <subject> [reply] <header> <total>`, then the
  /// payload.
  private int parsePublish(byte[] buffer, int at, int to, String operation, int sizes)
      throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, operation);
    if (op < 0 || op == to) {
      return -1;
    }
    if (!publish.readCanonicalLine(buffer, at, op, to, sizes)) {
      int newline = argumentsEnd(buffer, at, to, operation);
      if (newline < 0) {
        return -1;
      }
      readLine(buffer, at, ControlLine.skipBlanks(buffer, op, newline), newline, sizes);
    }
    checkLength(publish.sizesTo() - publish.subjectFrom());
    checkSizes(sizes == 2);
    if (!publish.canonical()) {
      refuseControlCharacters();
    }
    return handlePublish(buffer, at, to);
  }

  /// Hands on the message whose line, at `at`, has been read and found to be in order.
  private int handlePublish(byte[] buffer, int at, int to) throws ProtocolException {
    if (!publish.isComplete(to)) {
      unfinishedBytes = publish.end() - at;
      return -1;
    }
    if (traceControlLines) {
      String operation = publish.headerBytes() == PublishFrame.NO_HEADERS ? "PUB" : "HPUB";
      trace(operation, buffer, publish.subjectFrom(), publish.sizesTo());
    }
    handler.onPublish(publish);
    return publish.end();
  }

  /// Reads a line that is not written as lines usually are: tabs, more spaces, a bare LF, mistakes.
  private void readLine(byte[] buffer, int at, int from, int newline, int sizes)
      throws ProtocolException {
    words.split(buffer, from, ControlLine.end(buffer, from, newline));
    int count = words.count();
    if (count != sizes + 1 && count != sizes + 2) {
      throw malformed(
          sizes == 1
              ? "PUB <subject> [reply] <size>"
              : "HPUB <subject> [reply] <header size> <total size>");
    }
    publish.readWords(buffer, at, words, sizes, newline);
  }

  private void checkSizes(boolean hasHeaders) throws ProtocolException {
    int header = publish.headerBytes();
    int total = publish.totalBytes();
    if (hasHeaders && !headersAccepted) {
      throw malformed("PUB: HPUB needs headers: true in CONNECT");
    }
    if (total < 0 || (hasHeaders && (header < 0 || header > total))) {
      throw malformed("sizes of 1 to 9 digits, the header's not above the total");
    }
    if (total > maxPayloadBytes) {
      throw new ProtocolException(
          Violation.MAXIMUM_PAYLOAD, "%d vs %d".formatted(total, maxPayloadBytes));
    }
  }

  private void split(String operation, byte[] buffer, int from, int newline)
      throws ProtocolException {
    int end = ControlLine.end(buffer, from, newline);
    words.split(buffer, from, end);
    refuseControlCharacters();
    trace(operation, buffer, from, end);
  }

  private void refuseControlCharacters() throws ProtocolException {
    if (words.controlCharacter()) {
      throw new ProtocolException(
          Violation.CONTROL_CHARACTER, "expected no byte below 0x20 in a control line's words");
    }
  }

  /// The index of the line's newline, once `operation` and a blank stand at `at`; -1 if incomplete.
  private int argumentsEnd(byte[] buffer, int at, int to, String operation)
      throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, operation);
    if (op < 0 || op == to) {
      return -1;
    }
    if (buffer[op] != ' ' && buffer[op] != '\t') {
      throw unknownOperation(buffer[op]);
    }
    return newline(buffer, argumentsFrom(buffer, op, to), to);
  }

  /// The first byte of the arguments. Blanks before them are free, but not without end.
  private int argumentsFrom(byte[] buffer, int from, int to) throws ProtocolException {
    int first = ControlLine.skipBlanks(buffer, from, to);
    checkLength(first - from);
    return first;
  }

  /// The index after the newline of a line whose arguments do not matter; -1 if incomplete.
  private int wholeLine(byte[] buffer, int at, int to, String operation) throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, operation);
    int newline = op < 0 ? -1 : newline(buffer, op, to);
    return newline < 0 ? -1 : newline + 1;
  }

  /// The index of the newline that ends the arguments at `from`; -1 if it is not there yet.
  private int newline(byte[] buffer, int from, int to) throws ProtocolException {
    int limit = (int) Math.min(to, (long) from + maxControlLineBytes + 2);
    for (int i = from; i < limit; i++) {
      if (buffer[i] == '\n') {
        checkLength(ControlLine.end(buffer, from, i) - from);
        return i;
      }
    }
    if (to - from > maxControlLineBytes) {
      checkLength(to - from - (buffer[to - 1] == '\r' ? 1 : 0));
    }
    return -1;
  }

  private void checkLength(int bytes) throws ProtocolException {
    if (bytes > maxControlLineBytes) {
      throw new ProtocolException(
          Violation.MAXIMUM_CONTROL_LINE,
          "expected at most %d bytes of arguments, got %d or more"
              .formatted(maxControlLineBytes, bytes));
    }
  }

  private byte[] word(byte[] buffer, int index) {
    return Arrays.copyOfRange(buffer, words.from(index), words.to(index));
  }

  private int size(byte[] buffer, int word) {
    return PublishFrame.decimal(buffer, words.from(word), words.to(word));
  }

  private void trace(String operation, byte[] buffer, int from, int to) {
    if (traceControlLines) {
      handler.onControlLine(operation, buffer, from, to);
    }
  }
}
