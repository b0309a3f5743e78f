package io.nuncio.server.transport;

/// What all encrypted connections of a server share. Safe from any thread.
///
/// @param workers run what handshakes cost
public record TlsMeans(TlsBuffers buffers, HandshakeWorkers workers) {
  /// With memory of its own.
  public TlsMeans(HandshakeWorkers workers) {
    this(new TlsBuffers(), workers);
  }
}
