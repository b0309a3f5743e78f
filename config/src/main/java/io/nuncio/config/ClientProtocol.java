package io.nuncio.config;

/// How the server speaks with its clients, where there is a choice.
///
/// @param headers whether messages may have headers
/// @param proxyProtocol whether a connection may begin with a PROXY protocol header, which says
///   whom the proxy in front of the server speaks for
/// @param stallFastProducers whether a publisher is slowed for a subscriber that falls behind; if
///   not, that subscriber misses messages
/// @param writeTimeout what becomes of a client that takes nothing for the write deadline
/// @param matchCache whether the subscribers of recent subjects are remembered
public record ClientProtocol(
    boolean headers,
    boolean proxyProtocol,
    boolean stallFastProducers,
    WriteTimeout writeTimeout,
    boolean matchCache) {

  /// What becomes of a client that takes nothing for the write deadline.
  public enum WriteTimeout {
    /// It is disconnected.
    CLOSE,
    /// It is waited for, up to the bound on what may be pending for it.
    RETRY
  }

  /// As a NATS server that was told nothing else.
  public static ClientProtocol defaults() {
    return new ClientProtocol(true, false, true, WriteTimeout.CLOSE, true);
  }
}
