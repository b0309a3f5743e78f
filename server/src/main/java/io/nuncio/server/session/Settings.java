package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.config.ServerConfig;
import io.nuncio.wire.ServerInfo;

/// What a reload exchanges, all of it at once. Immutable.
///
/// @param info what the server says of itself
/// @param authenticator decides who is let in
public record Settings(ServerInfo info, ServerConfig config, Authenticator authenticator) {
  /// Whether clients prove who they are as under `other`.
  public boolean admitsAs(Settings other) {
    return config.authentication().equals(other.config.authentication());
  }
}
