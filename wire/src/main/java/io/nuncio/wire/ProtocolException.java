package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A peer broke the protocol. Carries no stack trace: the cause is at the other end of the wire,
/// and a hostile peer can raise it as often as it likes.
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Violation violation;

  /// @param detail expected, got, where: for the log, never for the wire, and without payload or
  ///   credentials
  public ProtocolException(Violation violation, String detail) {
    super(detail, null, false, false);
    this.violation = violation;
  }

  /// What was broken, and with it what the peer is told.
  public Violation violation() {
    return violation;
  }

  /// The client says that something is wrong, in the words `buffer[from, to)`.
  static ProtocolException reportedByClient(byte[] buffer, int from, int to) {
    return new ProtocolException(
        Violation.REPORTED_BY_CLIENT, new String(buffer, from, to - from, UTF_8).strip());
  }

  static ProtocolException malformed(String expected) {
    return new ProtocolException(Violation.MALFORMED, "expected " + expected);
  }

  static ProtocolException unknownOperation(byte got) {
    return new ProtocolException(
        Violation.UNKNOWN_OPERATION,
        "expected the start of an operation, got the byte 0x" + Integer.toHexString(got & 0xff));
  }
}
