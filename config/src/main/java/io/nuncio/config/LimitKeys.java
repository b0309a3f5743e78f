package io.nuncio.config;

import io.nuncio.config.conf.ConfNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The keys that bound sizes, numbers and times.
final class LimitKeys {
  private final ConfigValues values;
  private Limits limits = Limits.defaults();
  private Timers timers = Timers.defaults();
  private LameDuck lameDuck = LameDuck.defaults();
  private long maxPayload = limits.maxPayloadBytes();
  private long maxControlLine = limits.maxControlLineBytes();
  private long maxPending = limits.maxPendingBytes();
  private int maxConnections = limits.maxConnections();
  private int maxSubscriptions = limits.maxSubscriptions();
  private int maxSubTokens = limits.maxSubTokens();
  private Duration pingInterval = timers.pingInterval();
  private int maxPingsOut = timers.maxPingsOut();
  private Duration writeDeadline = timers.writeDeadline();
  private Duration lameDuckDuration = lameDuck.duration();
  private Duration gracePeriod = lameDuck.gracePeriod();

  LimitKeys(ConfigValues values) {
    this.values = values;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    return takeNumber(key, node) || takeTime(key, node);
  }

  private boolean takeNumber(String key, ConfNode node) {
    switch (key) {
      case "max_payload" ->
          maxPayload = or(values.number(key, node, 1, Integer.MAX_VALUE), maxPayload);
      case "max_control_line" ->
          maxControlLine = or(values.number(key, node, 1, Integer.MAX_VALUE), maxControlLine);
      case "max_pending" ->
          maxPending = or(values.number(key, node, 1, Long.MAX_VALUE), maxPending);
      case "max_connections", "max_conn" ->
          maxConnections = or(values.integer(key, node, 0, Integer.MAX_VALUE), maxConnections);
      case "max_subscriptions", "max_subs" ->
          maxSubscriptions = or(values.integer(key, node, 0, Integer.MAX_VALUE), maxSubscriptions);
      case "max_sub_tokens", "max_subscription_tokens" ->
          maxSubTokens = or(values.integer(key, node, 1, 255), maxSubTokens);
      case "ping_max" ->
          maxPingsOut = or(values.integer(key, node, 1, Integer.MAX_VALUE), maxPingsOut);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeTime(String key, ConfNode node) {
    switch (key) {
      case "ping_interval" -> pingInterval = or(values.duration(key, node), pingInterval);
      case "write_deadline" -> writeDeadline = or(values.duration(key, node), writeDeadline);
      case "lame_duck_duration" ->
          lameDuckDuration = or(values.duration(key, node), lameDuckDuration);
      case "lame_duck_grace_period" -> gracePeriod = or(values.duration(key, node), gracePeriod);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Duration or(@Nullable Duration duration, Duration otherwise) {
    return ServerKeys.or(duration, otherwise);
  }

  private static long or(@Nullable Long number, long otherwise) {
    return number == null ? otherwise : number;
  }

  private static int or(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }

  /// @throws IllegalArgumentException if they contradict each other
  Limits limits() {
    limits =
        new Limits(
            Math.toIntExact(maxPayload),
            Math.toIntExact(maxControlLine),
            maxPending,
            maxConnections,
            maxSubscriptions,
            maxSubTokens);
    return limits;
  }

  /// @throws IllegalArgumentException if one is out of range
  Timers timers(Duration authTimeout) {
    timers = new Timers(authTimeout, pingInterval, maxPingsOut, writeDeadline);
    return timers;
  }

  /// @throws IllegalArgumentException if they contradict each other
  LameDuck lameDuck() {
    lameDuck = new LameDuck(lameDuckDuration, gracePeriod);
    return lameDuck;
  }
}
