package io.nuncio.client.transport;

/// How much may wait to be sent, and what a publisher meets when there is no connection.
///
/// @param connectedBytes how much waits while connected before publishers are blocked
/// @param disconnectedBytes how much may wait for a connection
/// @param whenDisconnected what happens to a message without one
public record BufferPolicy(
    long connectedBytes, long disconnectedBytes, WhenDisconnected whenDisconnected) {
  /// What happens to a message that is published without a connection.
  public enum WhenDisconnected {
    /// It waits with others, up to a bound; beyond that it is refused.
    BUFFER,
    /// It is refused.
    FAIL,
    /// Its publisher waits until there is a connection.
    BLOCK
  }
}
