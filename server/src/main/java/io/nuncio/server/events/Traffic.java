package io.nuncio.server.events;

/// Messages counted, in the direction that the server sees: in from clients, out to clients. Bytes
/// are those of headers and payloads.
public record Traffic(long inMessages, long inBytes, long outMessages, long outBytes) {
  /// None.
  public static final Traffic NONE = new Traffic(0, 0, 0, 0);

  /// Both together.
  public Traffic plus(Traffic other) {
    return new Traffic(
        inMessages + other.inMessages,
        inBytes + other.inBytes,
        outMessages + other.outMessages,
        outBytes + other.outBytes);
  }
}
