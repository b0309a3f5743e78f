package io.nuncio.bench.wire;

/// Where a server listens, and what it wants to hear from a client.
///
/// @param port on the loopback interface
/// @param credentials fields of `CONNECT`, each with a comma behind it; may be empty
public record Endpoint(int port, String credentials) {
  @Override
  public String toString() {
    return "port " + port;
  }
}
