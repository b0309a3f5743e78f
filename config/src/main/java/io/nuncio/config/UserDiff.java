package io.nuncio.config;

import io.nuncio.auth.KnownUser;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What two lists of users are compared by; their order does not matter.
final class UserDiff {
  private UserDiff() {}

  /// The users with passwords, by name.
  static Map<String, KnownUser> names(AuthenticationConfig config) {
    return users(config, false);
  }

  /// The users with keys, by key.
  static Map<String, KnownUser> keys(AuthenticationConfig config) {
    return users(config, true);
  }

  private static Map<String, KnownUser> users(AuthenticationConfig config, boolean withKeys) {
    Map<String, KnownUser> users = new HashMap<>();
    if (config instanceof AuthenticationConfig.Users several) {
      for (KnownUser user : several.users()) {
        if (user.proof() instanceof KnownUser.Key == withKeys) {
          users.put(user.name(), user);
        }
      }
    }
    return users;
  }

  /// Who those are that present nothing; null for nobody.
  static @Nullable String silent(AuthenticationConfig config) {
    return config instanceof AuthenticationConfig.Users users && !users.silent().isEmpty()
        ? users.silent()
        : null;
  }

  /// Whether a running server can follow: as by the reference server, `no_auth_user` can only be
  /// taken away, and only together with the user that it names.
  static boolean canFollowSilent(AuthenticationConfig before, AuthenticationConfig after) {
    String old = silent(before);
    String now = silent(after);
    if (old == null || now != null) {
      return old == null ? now == null : old.equals(now);
    }
    return !names(after).containsKey(old) && !keys(after).containsKey(old);
  }
}
