package io.nuncio.server.snapshot;

import io.nuncio.server.events.ServerEvent.Client;
import io.nuncio.server.events.Traffic;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client's connection.
///
/// @param start when it was accepted
/// @param lastActivity when something last came from it or went to it
/// @param roundTrip as last measured; zero before
/// @param pendingBytes written, and not yet taken by the client
/// @param stalls how often it was slowed as a publisher, for subscribers to keep up
/// @param tls how it is encrypted; null if it is not
/// @param closed null while it is open
public record ConnectionSnapshot(
    Client client,
    Instant start,
    Instant lastActivity,
    Duration roundTrip,
    long pendingBytes,
    Traffic traffic,
    long stalls,
    int subscriptions,
    @Nullable Tls tls,
    @Nullable Closed closed) {
  /// How a connection is encrypted.
  ///
  /// @param version of TLS, as in `1.3`
  /// @param cipherSuite by the name of the standard
  /// @param certificates that the client showed, its own first
  /// @param first whether the client began its handshake before it was told anything
  public record Tls(
      String version, String cipherSuite, List<X509Certificate> certificates, boolean first) {
    /// Keeps a copy.
    public Tls {
      certificates = List.copyOf(certificates);
    }
  }

  /// How a connection ended.
  ///
  /// @param reason in the words of nats-server 2.15.2
  public record Closed(Instant stop, String reason) {}
}
