package io.nuncio.bench.wire;

/// Where a server listens, what it wants to hear from a client, and how long a client waits for it.
///
/// @param port on the loopback interface
/// @param credentials fields of `CONNECT`, each with a comma behind it; may be empty
/// @param patience of all clients together; belongs to who made it
public record Endpoint(int port, String credentials, Patience patience) {
  @Override
  public String toString() {
    return "port " + port;
  }
}
