package io.nuncio.config;

import io.nuncio.config.conf.ConfDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What differs between two configurations, in the order and words of nats-server 2.15.2.
///
/// No secret is ever part of a difference: of a token or a password it says that it changed.
public final class ConfigDiff {
  private final ServerConfig running;
  private final ServerConfig wanted;
  private final List<ConfigChange> changes = new ArrayList<>();

  private ConfigDiff(ServerConfig running, ServerConfig wanted) {
    this.running = running;
    this.wanted = wanted;
  }

  /// Empty if there is none.
  public static List<ConfigChange> between(ServerConfig running, ServerConfig wanted) {
    ConfigDiff diff = new ConfigDiff(running, wanted);
    diff.lines();
    diff.authentication();
    TlsDiff.reloadable(running, wanted).forEach(diff.changes::add);
    diff.clients();
    diff.files();
    diff.rest();
    diff.restarts();
    TlsDiff.restarts(running, wanted).forEach(diff.changes::add);
    diff.monitoring();
    return List.copyOf(diff.changes);
  }

  private void lines() {
    // The reference server says "Reload:" of this one.
    reload(
        "client_advertise",
        config -> Objects.toString(config.identity().clientAdvertise(), ""),
        text -> "Reload: client_advertise = " + text);
    reload("trace", config -> config.log().trace().on());
    reload("debug", config -> config.log().debug());
    reload("trace_verbose", config -> config.log().trace().verbose());
    reload("trace_headers", config -> config.log().trace().headersOnly());
    reload("logtime", config -> config.log().time() != LogConfig.Time.NONE);
    reload("logtime_utc", config -> config.log().time() == LogConfig.Time.UTC);
    reload("max_connections", config -> config.limits().maxConnections());
  }

  private void authentication() {
    AuthenticationConfig before = running.authentication();
    AuthenticationConfig after = wanted.authentication();
    if (!UserDiff.keys(before).equals(UserDiff.keys(after))) {
      reloaded("authorization.users", "Reloaded: authorization nkey users");
    }
    if (!UserDiff.names(before).equals(UserDiff.names(after))) {
      reloaded("authorization.users", "Reloaded: authorization users");
    }
    AuthenticationConfig.@Nullable User userBefore = user(before);
    AuthenticationConfig.@Nullable User userAfter = user(after);
    if (!Objects.equals(name(userBefore), name(userAfter))) {
      reloaded("authorization.user", "Reloaded: authorization username");
    }
    if (!Objects.equals(
        userBefore == null ? null : userBefore.password(),
        userAfter == null ? null : userAfter.password())) {
      reloaded("authorization.password", "Reloaded: authorization password");
    }
    boolean tokens =
        before instanceof AuthenticationConfig.Token || after instanceof AuthenticationConfig.Token;
    if (tokens && !before.equals(after)) {
      reloaded("authorization.token", "Reloaded: authorization token");
    }
    String namedTokens = TokenDiff.between(before, after);
    if (!namedTokens.isEmpty()) {
      reloaded("authorization.tokens", "Reloaded: authorization tokens: " + namedTokens);
    }
    reload(
        FailureDelayKeys.KEY,
        ServerConfig::failureDelay,
        delay -> "Reloaded: " + FailureDelayKeys.KEY + " = " + said(delay));
  }

  private void clients() {
    reload(
        "ping_interval",
        config -> config.timers().pingInterval(),
        interval -> "Reloaded: ping_interval = " + ConfDuration.text(interval));
    reload("ping_max", config -> config.timers().maxPingsOut());
    reload(
        "authorization.timeout",
        config -> config.timers().authTimeout(),
        timeout -> "Reloaded: authorization timeout = " + seconds(timeout));
    reload("max_control_line", config -> config.limits().maxControlLineBytes());
    reload("max_payload", config -> config.limits().maxPayloadBytes());
    reload(
        "no_fast_producer_stall",
        config -> config.protocol().stallFastProducers(),
        stall -> "Reloaded: fast producers will " + (stall ? "" : "not ") + "be stalled");
  }

  private void files() {
    reload("pid_file", config -> text(config.files().pidFile()));
    reload("ports_file_dir", config -> text(config.files().portsFolder()));
    reload("log_file", config -> text(file(config).path()));
    reload("syslog", config -> config.log().destination() instanceof LogDestination.LocalSyslog);
    reload("remote_syslog", config -> remoteSyslog(config.log().destination()));
    reload(
        "log_format",
        config -> config.log().format(),
        format -> "Reloaded: log_format = " + LogSettings.name(format));
    reload("audit_log", config -> text(config.log().auditLog()));
  }

  private void rest() {
    reload(
        "write_deadline",
        config -> config.timers().writeDeadline(),
        deadline -> "Reloaded: write_deadline = " + ConfDuration.text(deadline));
    reload("max_traced_msg_len", config -> config.log().maxTracedBytes());
    reload("connect_error_reports", config -> config.reports().connectErrors());
    reload("reconnect_error_reports", config -> config.reports().reconnectErrors());
    reload("server_tags", config -> config.identity().tags(), tags -> "Reloaded: tags");
    reload("server_metadata", config -> config.identity().metadata(), all -> "Reloaded: metadata");
  }

  private void restarts() {
    restart("server_name", config -> config.identity().serverName());
    restart("host", config -> config.listen().host());
    restart("port", config -> config.listen().port());
    if (!UserDiff.canFollowSilent(running.authentication(), wanted.authentication())) {
      restart("no_auth_user", config -> UserDiff.silent(config.authentication()));
    }
    restart("feature_flags", config -> config.identity().featureFlags());
    restart("logfile_size_limit", config -> file(config).sizeLimitBytes());
    restart("logfile_max_num", config -> file(config).maxFiles());
    restart("disable_sublist_cache", config -> !config.protocol().matchCache());
    restart("no_header_support", config -> !config.protocol().headers());
    restart("proxy_protocol", config -> config.protocol().proxyProtocol());
    restart("write_timeout", config -> config.protocol().writeTimeout());
    restart("max_subscriptions", config -> config.limits().maxSubscriptions());
    restart("max_sub_tokens", config -> config.limits().maxSubTokens());
    restart("max_pending", config -> config.limits().maxPendingBytes());
    restart("lame_duck_duration", config -> ConfDuration.text(config.lameDuck().duration()));
    restart("lame_duck_grace_period", config -> ConfDuration.text(config.lameDuck().gracePeriod()));
    restart("loops", config -> config.loops() == 0 ? "the default" : config.loops());
    restart("max_closed_clients", config -> config.reports().maxClosedClients());
  }

  private void monitoring() {
    restart("http_host", config -> text(config, MonitoringConfig.Http::host));
    restart("http_port", config -> port(config, false));
    restart("https_port", config -> port(config, true));
    restart("http_base_path", config -> text(config, MonitoringConfig.Http::basePath));
    if (running.monitoring() instanceof MonitoringConfig.Http before
        && wanted.monitoring() instanceof MonitoringConfig.Http after
        && !Objects.equals(rules(before), rules(after))) {
      reloaded("monitoring", "Reloaded: monitoring");
    }
  }

  private static @Nullable String text(
      ServerConfig config, Function<MonitoringConfig.Http, String> part) {
    return config.monitoring() instanceof MonitoringConfig.Http http ? part.apply(http) : null;
  }

  private static @Nullable String port(ServerConfig config, boolean secure) {
    return config.monitoring() instanceof MonitoringConfig.Http http && http.secure() == secure
        ? Integer.toString(http.port())
        : null;
  }

  /// What a running server can follow.
  private static List<Object> rules(MonitoringConfig.Http http) {
    return List.of(http.access(), http.hosts(), http.corsOrigin(), http.metricsPrefix());
  }

  private static LogDestination.File file(ServerConfig config) {
    return config.log().destination() instanceof LogDestination.File file
        ? file
        : new LogDestination.File(Path.of(""), 0, 0);
  }

  private static String remoteSyslog(LogDestination destination) {
    return destination instanceof LogDestination.RemoteSyslog(String host, int port)
        ? "udp://" + host + ":" + port
        : "";
  }

  private static AuthenticationConfig.@Nullable User user(AuthenticationConfig config) {
    return config instanceof AuthenticationConfig.User user ? user : null;
  }

  private static @Nullable String name(AuthenticationConfig.@Nullable User user) {
    return user == null ? null : user.user();
  }

  private <T> void reload(String key, Function<ServerConfig, T> part) {
    reload(key, part, value -> "Reloaded: " + key + " = " + value);
  }

  private <T> void reload(String key, Function<ServerConfig, T> part, Function<T, String> line) {
    T after = part.apply(wanted);
    if (!part.apply(running).equals(after)) {
      reloaded(key, line.apply(after));
    }
  }

  private void reloaded(String key, String line) {
    changes.add(new ConfigChange.Reloadable(key, line));
  }

  private <T> void restart(String key, Function<ServerConfig, @Nullable T> part) {
    T before = part.apply(running);
    T after = part.apply(wanted);
    if (!Objects.equals(before, after)) {
      changes.add(new ConfigChange.NeedsRestart(key, said(before), said(after)));
    }
  }

  private static String said(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }

  private static String said(FailureDelay delay) {
    return delay.equals(FailureDelay.off())
        ? "off"
        : "{ after: %d, per: %s, min: %s, max: %s, loopback: %s }"
            .formatted(
                delay.after(),
                ConfDuration.text(delay.per()),
                ConfDuration.text(delay.min()),
                ConfDuration.text(delay.max()),
                delay.loopback());
  }

  private static String text(@Nullable Path path) {
    return path == null ? "" : path.toString();
  }

  /// Whole seconds without a fraction, as Go writes a float.
  static String seconds(Duration duration) {
    String text = String.valueOf(duration.toNanos() / 1e9);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
