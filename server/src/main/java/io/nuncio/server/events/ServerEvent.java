package io.nuncio.server.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Something that an operator may want to know later. No secret is part of any.
public sealed interface ServerEvent {
  /// When it happened.
  Instant time();

  /// A client, as far as it is known.
  ///
  /// @param id the connection's number, unique in its server
  /// @param ip where it is, as text; the address that a proxy named, if one did
  /// @param name how it calls itself; empty if it has not been let in
  /// @param user as whom it was let in: the name of a user or a token, `[REDACTED]` for a token
  ///   without a name; empty for nobody
  record Client(
      long id,
      String ip,
      int port,
      String name,
      String lang,
      String version,
      String account,
      String user) {}

  /// A client was let in.
  record ClientAdmitted(Instant time, Client client) implements ServerEvent {}

  /// A client has gone, or was sent away.
  ///
  /// @param reason in the words of monitoring
  record ClientGone(Instant time, Client client, String reason, Duration stayed, Traffic traffic)
      implements ServerEvent {}

  /// A client was not let in, or is not any more.
  ///
  /// @param reason what the client was told
  /// @param delay how long it had to wait for that, because of others from its address
  record ClientRefused(Instant time, Client client, String reason, Duration delay)
      implements ServerEvent {}

  /// A client took too little of what was meant for it.
  ///
  /// @param reason in the words of monitoring
  record SlowConsumer(Instant time, Client client, String reason, long pendingBytes)
      implements ServerEvent {}

  /// Another configuration holds.
  ///
  /// @param changes a sentence each
  record Reloaded(Instant time, List<String> changes) implements ServerEvent {
    /// Keeps a copy.
    public Reloaded {
      changes = List.copyOf(changes);
    }
  }

  /// Another configuration was wanted and refused; what held, holds.
  ///
  /// @param reasons a sentence each
  record ReloadRefused(Instant time, List<String> reasons) implements ServerEvent {
    /// Keeps a copy.
    public ReloadRefused {
      reasons = List.copyOf(reasons);
    }
  }
}
