package io.nuncio.wire;

import static io.nuncio.wire.ProtocolException.malformed;
import static io.nuncio.wire.ProtocolException.unknownOperation;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Turns what a server sends into calls on a [ServerProtocolHandler]: the client's side of
/// [ClientProtocolParser], and as that one it handles whole operations only and keeps nothing
/// between calls.
///
/// What waits to be completed is bounded: a line by `maxLineBytes`, a message by `maxPayloadBytes`.
/// Confined to the thread that reads.
///
/// Source: <https://docs.nats.io/reference/reference-protocols/nats-protocol>.
public final class ServerProtocolParser {
  private final DeliveryFrame frame = new DeliveryFrame();
  private final int maxLineBytes;
  private final int maxPayloadBytes;
  private int unfinishedBytes;

  /// @param maxLineBytes longest line, with its operation and line end
  /// @param maxPayloadBytes most bytes of header block and payload together
  public ServerProtocolParser(int maxLineBytes, int maxPayloadBytes) {
    this.maxLineBytes = maxLineBytes;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /// After [#parse]: how many bytes the unfinished operation has in all, counted from the index
  /// that was returned; 0 when that is not known yet.
  public int unfinishedBytes() {
    return unfinishedBytes;
  }

  /// Handles every complete operation in `buffer[from, to)`.
  ///
  /// @return the index of the first byte that was not handled; `to` if nothing is left
  /// @throws ProtocolException for the first violation, after everything before it was handled
  public int parse(byte[] buffer, int from, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    unfinishedBytes = 0;
    int at = from;
    while (at < to) {
      int next = parseOne(buffer, at, to, handler);
      if (next < 0) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /// Handles the operation at `at`; the index after it, or -1 if it is not complete.
  private int parseOne(byte[] buffer, int at, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    byte first = buffer[at];
    return switch (first) {
      case 'M', 'm' -> parseMessage(buffer, at, to, "MSG", 1, handler);
      case 'H', 'h' -> parseMessage(buffer, at, to, "HMSG", 2, handler);
      case 'P', 'p' -> parseP(buffer, at, to, handler);
      case '+' -> parseOk(buffer, at, to, handler);
      case '-' -> parseError(buffer, at, to, handler);
      case 'I', 'i' -> parseInfo(buffer, at, to, handler);
      default -> throw unknownOperation(first);
    };
  }

  private int parseMessage(
      byte[] buffer, int at, int to, String operation, int sizes, ServerProtocolHandler handler)
      throws ProtocolException {
    int op = argumentsFrom(buffer, at, to, operation);
    if (op < 0) {
      return -1;
    }
    int newline = frame.split(buffer, op, lineLimit(at, to));
    if (newline < 0) {
      return unfinishedLine(at, to);
    }
    frame.read(sizes, newline, maxPayloadBytes);
    int end = frame.end(to);
    if (end < 0) {
      unfinishedBytes = newline + 1 + frame.totalBytes() + 2 - at;
      return -1;
    }
    handler.onMessage(frame);
    return end;
  }

  private int parseP(byte[] buffer, int at, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    if (at + 1 == to) {
      return -1;
    }
    boolean ping = (buffer[at + 1] | 0x20) == 'i';
    int newline = wholeLine(buffer, at, to, ping ? "PING" : "PONG");
    if (newline < 0) {
      return -1;
    }
    if (ping) {
      handler.onPing();
    } else {
      handler.onPong();
    }
    return newline + 1;
  }

  private int parseOk(byte[] buffer, int at, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    int newline = wholeLine(buffer, at, to, "+OK");
    if (newline < 0) {
      return -1;
    }
    handler.onOk();
    return newline + 1;
  }

  private int parseError(byte[] buffer, int at, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    int op = argumentsFrom(buffer, at, to, "-ERR");
    int newline = op < 0 ? -1 : newline(buffer, at, op, to);
    if (newline < 0) {
      return -1;
    }
    int from = ControlLine.skipBlanks(buffer, op, newline);
    int end = ControlLine.end(buffer, from, newline);
    if (end - from >= 2 && buffer[from] == '\'' && buffer[end - 1] == '\'') {
      from++;
      end--;
    }
    handler.onError(new String(buffer, from, end - from, UTF_8));
    return newline + 1;
  }

  private int parseInfo(byte[] buffer, int at, int to, ServerProtocolHandler handler)
      throws ProtocolException {
    int op = argumentsFrom(buffer, at, to, "INFO");
    int newline = op < 0 ? -1 : newline(buffer, at, op, to);
    if (newline < 0) {
      return -1;
    }
    int from = ControlLine.skipBlanks(buffer, op, newline);
    handler.onInfo(buffer, from, ControlLine.end(buffer, from, newline));
    return newline + 1;
  }

  /// The index after `operation` and one blank; -1 if they are not there yet.
  private static int argumentsFrom(byte[] buffer, int at, int to, String operation)
      throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, operation);
    if (op < 0 || op == to) {
      return -1;
    }
    if (buffer[op] != ' ' && buffer[op] != '\t') {
      throw unknownOperation(buffer[op]);
    }
    return op + 1;
  }

  /// The index of the newline of a line that has no arguments.
  private int wholeLine(byte[] buffer, int at, int to, String operation) throws ProtocolException {
    int op = ControlLine.afterOperation(buffer, at, to, operation);
    int newline = op < 0 ? -1 : newline(buffer, at, op, to);
    if (newline >= 0
        && ControlLine.skipBlanks(buffer, op, newline) < ControlLine.end(buffer, op, newline)) {
      throw malformed("nothing after " + operation);
    }
    return newline;
  }

  private int newline(byte[] buffer, int at, int from, int to) throws ProtocolException {
    int limit = lineLimit(at, to);
    for (int i = from; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return unfinishedLine(at, to);
  }

  private int lineLimit(int at, int to) {
    return (int) Math.min(to, (long) at + maxLineBytes);
  }

  /// -1 for a line that may still end, an exception for one that is already too long.
  private int unfinishedLine(int at, int to) throws ProtocolException {
    if (to - at >= maxLineBytes) {
      throw new ProtocolException(
          Violation.MAXIMUM_CONTROL_LINE,
          "expected a line of at most %d bytes, got %d without an end"
              .formatted(maxLineBytes, to - at));
    }
    return -1;
  }
}
