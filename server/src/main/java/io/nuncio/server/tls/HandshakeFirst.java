package io.nuncio.server.tls;

import java.time.Duration;

/// Who speaks first on a new connection.
///
/// @param delay how long a client may take to begin; zero but for [Mode#AUTO]
public record HandshakeFirst(Mode mode, Duration delay) {
  /// Who speaks first.
  public enum Mode {
    /// The server, by `INFO` that anybody can read.
    NEVER,
    /// The client, by its handshake: nothing is said before it is through.
    ALWAYS,
    /// The client if it begins in time, else the server.
    AUTO
  }

  /// The server speaks first.
  public static final HandshakeFirst NEVER = new HandshakeFirst(Mode.NEVER, Duration.ZERO);

  /// The client speaks first.
  public static final HandshakeFirst ALWAYS = new HandshakeFirst(Mode.ALWAYS, Duration.ZERO);

  /// The client speaks first if it begins within `delay`.
  public static HandshakeFirst within(Duration delay) {
    return new HandshakeFirst(Mode.AUTO, delay);
  }
}
