package io.nuncio.server.snapshot;

import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.SystemCalls;
import io.nuncio.server.events.Traffic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server as a whole.
///
/// @param config what it runs with now; its secrets print as `[REDACTED]`
/// @param authRequired whether a client must present anything
/// @param certificateNotAfter when the certificate expires that clients are shown; null without TLS
/// @param configured when its configuration began to hold
/// @param connections open now
/// @param totalConnections accepted since the start
/// @param subscriptions held now, by all clients
/// @param memory what all clients make the server keep
public record ServerSnapshot(
    Identity identity,
    ServerConfig config,
    boolean authRequired,
    @Nullable Instant certificateNotAfter,
    Instant start,
    Instant configured,
    Instant now,
    int connections,
    long totalConnections,
    int subscriptions,
    Traffic traffic,
    Troubles troubles,
    Routing routing,
    Memory memory,
    List<Loop> loops) {
  /// Keeps a copy.
  public ServerSnapshot {
    loops = List.copyOf(loops);
  }

  /// What the server says of itself to clients.
  ///
  /// @param version of nats-server, with which it is compatible
  /// @param software names the program
  /// @param host where clients are told to connect to; without brackets
  /// @param port that clients are told to connect to
  /// @param account where clients are that were not bound to another
  public record Identity(
      String id,
      String name,
      String version,
      String software,
      String host,
      int port,
      String account) {}

  /// What went wrong, counted since the start.
  ///
  /// @param slowConsumersPending clients cut because too much was pending
  /// @param slowConsumersDeadline clients cut because they took nothing for too long
  /// @param staleConnections clients cut because they did not answer
  /// @param stalls how often publishers were slowed
  /// @param authFailures clients that were refused, or not in time with what they had to present
  /// @param authDelays clients that had to wait for their check, or for the answer, because of
  ///   others from their address
  /// @param authOverflows checks given up because too many waited
  /// @param faults defects of the server that ended a connection
  public record Troubles(
      long slowConsumersPending,
      long slowConsumersDeadline,
      long staleConnections,
      long stalls,
      long authFailures,
      long authDelays,
      long authOverflows,
      long faults) {}

  /// How messages find their receivers.
  ///
  /// @param cached subjects whose receivers are remembered
  /// @param inserts subscriptions since the start
  /// @param removes ended subscriptions since the start
  /// @param hits lookups that found their subject remembered
  /// @param misses lookups that did not
  /// @param maxFanOut the most receivers of a remembered subject
  /// @param averageFanOut receivers of a remembered subject
  public record Routing(
      int cached,
      long inserts,
      long removes,
      long hits,
      long misses,
      int maxFanOut,
      double averageFanOut) {}

  /// What all clients together make the server keep, in bytes.
  public record Memory(long heldBytes, long limitBytes) {}

  /// One event loop.
  ///
  /// @param connections that it owns
  /// @param traffic that came in, and went out, by messages that came in here
  /// @param calls of the operating system that it made
  public record Loop(int index, int connections, Traffic traffic, SystemCalls calls) {}
}
