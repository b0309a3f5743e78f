package io.nuncio.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One of several tokens that hold at the same time.
///
/// @param name what its holders are called in logs and monitoring; not empty, and no secret
/// @param token the text itself, or its bcrypt hash; not empty
/// @param expires when it ceases to hold, and its holders are disconnected; null for never
/// @param permissions what its holders may do
/// @param maxConnections how many may be connected with it at once; 0 for any number
public record NamedToken(
    String name,
    Secret token,
    @Nullable Instant expires,
    Permissions permissions,
    int maxConnections) {
  /// @throws IllegalArgumentException if the name or the token is empty, or the number is negative
  public NamedToken {
    if (name.isEmpty() || token.isEmpty()) {
      throw new IllegalArgumentException("one of several tokens needs a name and a text");
    }
    if (maxConnections < 0) {
      throw new IllegalArgumentException("expected 0 or more, got " + maxConnections);
    }
  }

  /// One whose holders may do everything, however many they are.
  public NamedToken(String name, Secret token, @Nullable Instant expires) {
    this(name, token, expires, Permissions.ALL, 0);
  }

  /// One that any number of clients may hold.
  public NamedToken(String name, Secret token, @Nullable Instant expires, Permissions permissions) {
    this(name, token, expires, permissions, 0);
  }
}
