package io.nuncio.app;

import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ServerConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Tokens that a configuration still lists, although nobody is let in with them any more.
final class ExpiredTokens {
  private ExpiredTokens() {}

  /// A sentence for each.
  static List<String> warnings(ServerConfig config, InstantSource clock) {
    List<String> warnings = new ArrayList<>();
    if (config.authentication() instanceof AuthenticationConfig.Tokens tokens) {
      for (String name : tokens.expired(clock.instant())) {
        warnings.add(
            "The token \""
                + name
                + "\" of authorization.tokens has expired: clients that present it are refused, so"
                + " leave it out");
      }
    }
    return warnings;
  }
}
