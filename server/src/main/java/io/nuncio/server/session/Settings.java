package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.wire.ServerInfo;
import org.jspecify.annotations.Nullable;

/// What a reload exchanges, all of it at once. Immutable.
///
/// @param info what the server says of itself
/// @param authenticator decides who is let in
/// @param tls how connections are encrypted; null if they are not
public record Settings(
    ServerInfo info, ServerConfig config, Authenticator authenticator, @Nullable TlsSettings tls) {
  /// Lets `info` say what `tls` is.
  public Settings {
    info =
        info.withTls(
            tls == null
                ? ServerInfo.Tls.NONE
                : new ServerInfo.Tls(!tls.allowPlain(), tls.verify(), tls.allowPlain()));
  }

  /// Connections are not encrypted.
  public Settings(ServerInfo info, ServerConfig config, Authenticator authenticator) {
    this(info, config, authenticator, null);
  }

  /// Whether clients prove who they are as under `other`.
  public boolean admitsAs(Settings other) {
    return config.authentication().equals(other.config.authentication());
  }
}
