package io.nuncio.config;

import io.nuncio.config.TlsConfig.First;
import io.nuncio.config.conf.ConfDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs in TLS between two configurations, in the words of nats-server 2.15.2.
final class TlsDiff {
  private TlsDiff() {}

  /// What a running server can follow. Where TLS stays on, it is always among the changes, because
  /// the files may hold other certificates than before.
  static List<ConfigChange> reloadable(ServerConfig running, ServerConfig wanted) {
    TlsConfig.@Nullable On before = on(running);
    TlsConfig.@Nullable On after = on(wanted);
    List<ConfigChange> changes = new ArrayList<>();
    if (before != null || after != null) {
      add(changes, "tls", "tls = " + (after == null ? "disabled" : "enabled"));
    }
    if (!timeout(before).equals(timeout(after))) {
      add(changes, "tls.timeout", "tls timeout = " + ConfigDiff.seconds(timeout(after)));
    }
    if (!pinned(before).equals(pinned(after))) {
      add(changes, "tls.pinned_certs", pinned(after).size() + " pinned_certs");
    }
    if (first(before).handshake() != first(after).handshake()) {
      add(
          changes,
          "tls.handshake_first",
          "Client TLS handshake first: " + first(after).handshake());
    }
    if (!patience(before).equals(patience(after))) {
      add(
          changes,
          "tls.handshake_first",
          "Client TLS handshake first fallback delay: " + ConfDuration.text(patience(after)));
    }
    return changes;
  }

  /// What it cannot follow.
  static List<ConfigChange> restarts(ServerConfig running, ServerConfig wanted) {
    TlsConfig.@Nullable On before = on(running);
    TlsConfig.@Nullable On after = on(wanted);
    List<ConfigChange> changes = new ArrayList<>();
    restart(
        changes,
        "tls.verify_and_map",
        before != null && before.clients().mapped(),
        after != null && after.clients().mapped());
    restart(
        changes,
        "tls.connection_rate_limit",
        before == null ? 0 : before.handshake().perSecond(),
        after == null ? 0 : after.handshake().perSecond());
    restart(
        changes,
        "allow_non_tls",
        before != null && before.handshake().plainToo(),
        after != null && after.handshake().plainToo());
    return changes;
  }

  private static void add(List<ConfigChange> changes, String key, String text) {
    changes.add(new ConfigChange.Reloadable(key, "Reloaded: " + text));
  }

  private static void restart(List<ConfigChange> changes, String key, Object before, Object after) {
    if (!before.equals(after)) {
      changes.add(new ConfigChange.NeedsRestart(key, before.toString(), after.toString()));
    }
  }

  private static TlsConfig.@Nullable On on(ServerConfig config) {
    return config.tls() instanceof TlsConfig.On on ? on : null;
  }

  private static Duration timeout(TlsConfig.@Nullable On tls) {
    return tls == null ? TlsConfig.Handshake.DEFAULT_TIMEOUT : tls.handshake().timeout();
  }

  private static Set<String> pinned(TlsConfig.@Nullable On tls) {
    return tls == null ? Set.of() : tls.clients().pinned();
  }

  private static First first(TlsConfig.@Nullable On tls) {
    return tls == null ? First.info() : tls.handshake().first();
  }

  private static Duration patience(TlsConfig.@Nullable On tls) {
    Duration patience = first(tls).patience();
    return patience == null ? Duration.ZERO : patience;
  }
}
