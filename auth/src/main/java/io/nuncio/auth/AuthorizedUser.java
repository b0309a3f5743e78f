package io.nuncio.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// As whom a client was let in.
///
/// @param shown what monitoring and events call it: the name of a user or a token, `[REDACTED]` for
///   a token without a name, empty for a client that had to present nothing
/// @param label what its log lines call it; empty for a client that had to present nothing
/// @param expires when it has to go; null for never
/// @param permissions what it may do
/// @param maxConnections how many may be connected under this label at once; 0 for any number
public record AuthorizedUser(
    String shown,
    String label,
    @Nullable Instant expires,
    Permissions permissions,
    int maxConnections) {
  /// Who needs no name.
  public static final AuthorizedUser ANYBODY = new AuthorizedUser("", "", null);

  /// The holder of the only token.
  static final AuthorizedUser TOKEN_HOLDER = new AuthorizedUser(Secret.REDACTED, "token", null);

  /// Somebody who may do everything.
  public AuthorizedUser(String shown, String label, @Nullable Instant expires) {
    this(shown, label, expires, Permissions.ALL);
  }

  /// Somebody who may be connected as often as it likes.
  public AuthorizedUser(
      String shown, String label, @Nullable Instant expires, Permissions permissions) {
    this(shown, label, expires, permissions, 0);
  }

  static AuthorizedUser holder(NamedToken token) {
    return new AuthorizedUser(
        token.name(),
        "token:" + token.name(),
        token.expires(),
        token.permissions(),
        token.maxConnections());
  }

  static AuthorizedUser of(KnownUser user) {
    String kind = user.proof() instanceof KnownUser.Key ? "nkey:" : "user:";
    return new AuthorizedUser(user.name(), kind + user.name(), null, user.permissions());
  }

  /// How a sentence names it: `User "ann"`, `Token "ci"`.
  public String described() {
    int colon = label.indexOf(':');
    if (colon < 0) {
      return label.isEmpty() ? "User \"N/A\"" : "Token \"" + Secret.REDACTED + "\"";
    }
    char initial = Character.toUpperCase(label.charAt(0));
    return initial + label.substring(1, colon) + " \"" + label.substring(colon + 1) + "\"";
  }

  /// Whether it has had to go by `now`.
  public boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
