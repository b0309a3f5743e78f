package io.nuncio.config;

import io.nuncio.config.conf.ConfNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The keys that bound sizes, numbers and times.
final class LimitKeys {
  private static final Limits LIMITS = Limits.defaults();
  private static final Timers TIMERS = Timers.defaults();
  private static final LameDuck LAME_DUCK = LameDuck.defaults();

  private final ConfigValues values;
  private long maxPayload = LIMITS.maxPayloadBytes();
  private long maxControlLine = LIMITS.maxControlLineBytes();
  private long maxPending = LIMITS.maxPendingBytes();
  private int maxConnections = LIMITS.maxConnections();
  private int maxSubscriptions = LIMITS.maxSubscriptions();
  private int maxSubTokens = LIMITS.maxSubTokens();
  private Duration pingInterval = TIMERS.pingInterval();
  private int maxPingsOut = TIMERS.maxPingsOut();
  private Duration writeDeadline = TIMERS.writeDeadline();
  private Duration lameDuckDuration = LAME_DUCK.duration();
  private Duration gracePeriod = LAME_DUCK.gracePeriod();

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
          maxPayload = values.numberOrStandard(key, node, Integer.MAX_VALUE, maxPayload);
      case "max_control_line" ->
          maxControlLine = values.numberOrStandard(key, node, Integer.MAX_VALUE, maxControlLine);
      case "max_pending" ->
          maxPending = values.numberOrStandard(key, node, Long.MAX_VALUE, maxPending);
      case "max_connections", "max_conn" ->
          maxConnections = or(values.integer(key, node, 0, Integer.MAX_VALUE), maxConnections);
      case "max_subscriptions", "max_subs" ->
          maxSubscriptions = values.integerFromZero(key, node, maxSubscriptions);
      case "max_sub_tokens", "max_subscription_tokens" ->
          maxSubTokens = or(values.integer(key, node, 1, 255), maxSubTokens);
      case "ping_max" ->
          maxPingsOut = (int) values.numberOrStandard(key, node, Integer.MAX_VALUE, maxPingsOut);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeTime(String key, ConfNode node) {
    switch (key) {
      case "ping_interval" -> pingInterval = values.durationOrStandard(key, node, pingInterval);
      case "write_deadline" -> writeDeadline = values.durationOrStandard(key, node, writeDeadline);
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

  private static int or(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }

  /// @throws IllegalArgumentException if they contradict each other
  Limits limits() {
    return new Limits(
        Math.toIntExact(maxPayload),
        Math.toIntExact(maxControlLine),
        maxPending,
        maxConnections,
        maxSubscriptions,
        maxSubTokens);
  }

  /// @throws IllegalArgumentException if one is out of range
  Timers timers(Duration authTimeout) {
    return new Timers(authTimeout, pingInterval, maxPingsOut, writeDeadline);
  }

  /// @throws IllegalArgumentException if they contradict each other
  LameDuck lameDuck() {
    return new LameDuck(lameDuckDuration, gracePeriod);
  }
}
