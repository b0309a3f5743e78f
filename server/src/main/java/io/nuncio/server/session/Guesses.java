package io.nuncio.server.session;

import io.nuncio.config.FailureDelay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// From where clients were refused lately, in order to slow guessing.
///
/// An address from which too many were refused may have [#SLOTS] checks under way. One that
/// succeeds gives its place to the next at once; one that fails keeps it for the delay, which
/// doubles with each failure. So a client with the right token does not feel its neighbours, as
/// long as they do not come in crowds, and guesses come at `SLOTS` per longest delay, no matter how
/// many connections they come by.
///
/// At most [#MAX_ADDRESSES] are kept, those that failed longest ago are forgotten first. Of an IPv6
/// address the first half counts: the rest is its owner's to choose. Safe from any thread; a leaf.
final class Guesses {
  /// Checks from one address under way, or failed and still kept waiting.
  static final int SLOTS = 16;

  static final int MAX_ADDRESSES = 10_000;

  private final Map<String, Address> addresses = new LinkedHashMap<>();

  /// What is known of one address.
  private static final class Address {
    private long windowStartNanos;
    private int failures;
    private int underWay;

    /// When the places of failed checks are free again, in that order.
    private final Deque<Long> keptUntilNanos = new ArrayDeque<>();

    void forgetUntil(long nowNanos, FailureDelay rule) {
      while (!keptUntilNanos.isEmpty() && keptUntilNanos.peekFirst() - nowNanos <= 0) {
        keptUntilNanos.removeFirst();
      }
      if (nowNanos - windowStartNanos >= rule.per().toNanos()) {
        failures = 0;
        windowStartNanos = nowNanos;
      }
    }
  }

  private static String key(String ip) {
    int colon = -1;
    for (int i = 0; i < 4; i++) {
      int next = ip.indexOf(':', colon + 1);
      if (next < 0) {
        return ip;
      }
      colon = next;
    }
    return ip.substring(0, colon);
  }

  /// Whether anybody was refused lately at `ip`.
  synchronized boolean isSuspect(String ip) {
    Address address = addresses.get(key(ip));
    return address != null && address.failures > 0;
  }

  /// A client at `ip` wants to be checked.
  ///
  /// @return 0 if it may be now: [#failed] or [#withdrawn] has to follow; else after how many
  ///   nanoseconds it should ask again
  synchronized long begin(String ip, FailureDelay rule, long nowNanos) {
    Address address = addresses.get(key(ip));
    if (address == null) {
      return 0;
    }
    address.forgetUntil(nowNanos, rule);
    boolean full = address.underWay + address.keptUntilNanos.size() >= SLOTS;
    if (address.failures < rule.after() || !full) {
      address.underWay++;
      return 0;
    }
    long shortest = rule.min().toNanos();
    return address.keptUntilNanos.isEmpty()
        ? shortest
        : Math.max(shortest, address.keptUntilNanos.peekFirst() - nowNanos);
  }

  /// A client at `ip` was let in, or has gone before that was known.
  synchronized void withdrawn(String ip) {
    Address address = addresses.get(key(ip));
    if (address != null && address.underWay > 0) {
      address.underWay--;
    }
  }

  /// A client at `ip` was refused.
  ///
  /// @return how many nanoseconds it has to wait until it is told
  synchronized long failed(String ip, FailureDelay rule, long nowNanos) {
    String key = key(ip);
    Address address = addresses.remove(key);
    if (address == null) {
      address = new Address();
      address.windowStartNanos = nowNanos;
      forgetOldest();
    } else if (address.underWay > 0) {
      address.underWay--;
    }
    addresses.put(key, address);
    address.forgetUntil(nowNanos, rule);
    int excess = ++address.failures - rule.after();
    if (excess <= 0) {
      return 0;
    }
    long delay = Math.min(rule.max().toNanos(), rule.min().toNanos() << Math.min(excess - 1, 20));
    if (address.keptUntilNanos.size() < SLOTS) {
      address.keptUntilNanos.addLast(nowNanos + delay);
    }
    return delay;
  }

  private void forgetOldest() {
    if (addresses.size() >= MAX_ADDRESSES) {
      var oldest = addresses.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
