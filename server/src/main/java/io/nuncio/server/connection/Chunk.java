package io.nuncio.server.connection;

/// Bytes on their way: `bytes[from, to)`. Belongs to whoever holds it, first the loop that fills
/// it, then the outbox that queues it.
final class Chunk {
  final byte[] bytes;
  int from;
  int to;

  /// How many messages begin in it.
  int messages;

  /// How many bytes their headers and payloads have.
  long payloadBytes;

  Chunk(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return to - from;
  }

  int room() {
    return bytes.length - to;
  }
}
