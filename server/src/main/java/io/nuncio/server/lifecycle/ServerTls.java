package io.nuncio.server.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.TlsConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.tls.LoadedTls;
import io.nuncio.server.tls.TlsLoader;
import io.nuncio.server.tls.TlsSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// The certificates that the server shows, and those that it will when a reload is through. Safe
/// from any thread but a loop's: it reads files.
final class ServerTls {
  private final InstantSource clock;

  @GuardedBy("this")
  private @Nullable LoadedTls current;

  @GuardedBy("this")
  private @Nullable LoadedTls prepared;

  private ServerTls(@Nullable LoadedTls current, InstantSource clock) {
    this.current = current;
    this.clock = clock;
  }

  /// @throws IOException if TLS is wanted and cannot be had; the message is for the operator
  static ServerTls load(ServerConfig config, InstantSource clock) throws IOException {
    return new ServerTls(loaded(config, clock), clock);
  }

  private static @Nullable LoadedTls loaded(ServerConfig config, InstantSource clock)
      throws IOException {
    return config.tls() instanceof TlsConfig.On on ? TlsLoader.load(on, clock.instant()) : null;
  }

  /// What sessions follow; null without TLS.
  synchronized @Nullable TlsSettings settings() {
    return current == null ? null : current.settings();
  }

  /// When the certificate expires that is shown first; null without TLS.
  synchronized @Nullable Instant notAfter() {
    return current == null ? null : current.notAfter();
  }

  /// An engine that shows the same certificates as to clients and demands none.
  ///
  /// @throws IllegalStateException without TLS
  SSLEngine newOpenEngine() {
    LoadedTls shown;
    synchronized (this) {
      shown = current;
    }
    if (shown == null) {
      throw new IllegalStateException("there is no TLS");
    }
    return shown.openEngines().newEngine();
  }

  /// Reads what `wanted` names, and keeps it for [#follow].
  ///
  /// @throws IOException if it cannot be used; nothing has changed then
  synchronized void prepare(ServerConfig wanted) throws IOException {
    prepared = loaded(wanted, clock);
  }

  /// Shows from now on what `wanted` names: as it is now, or else as it was when it was prepared.
  ///
  /// @throws IOException if it cannot be used and was not prepared; nothing has changed then
  synchronized void follow(ServerConfig wanted, LogSink log) throws IOException {
    LoadedTls before = current;
    try {
      current = loaded(wanted, clock);
    } catch (IOException goneMeanwhile) {
      if (prepared == null || !prepared.config().equals(wanted.tls())) {
        throw goneMeanwhile;
      }
      current = prepared;
    } finally {
      prepared = null;
    }
    tell(before == null ? List.of() : before.notes(), log);
  }

  /// Says who speaks TLS, and what is doubtful about it.
  synchronized void announce(LogSink log) {
    tell(List.of(), log);
  }

  @GuardedBy("this")
  private void tell(List<String> known, LogSink log) {
    if (current == null) {
      return;
    }
    for (String note : current.notes()) {
      if (!known.contains(note)) {
        log.log(Level.INFO, note);
      }
    }
    current.warnings().forEach(warning -> log.log(Level.WARN, warning));
  }
}
