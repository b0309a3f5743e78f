package io.nuncio.server.session;

import io.nuncio.config.Timers;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Timer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds out whether a client is still there: a `PING` two seconds after `CONNECT`, to learn the
/// round trip time, then one per interval in which nothing came from it. Confined to the session's
/// loop.
final class Heartbeat {
  private static final long FIRST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MEASURE_AGAIN_NANOS = Duration.ofHours(1).toNanos();

  /// What it does to its client.
  interface Client {
    /// Sends a `PING`.
    void sendPing();

    /// It was time to see whether the client needs one.
    void onPingTimer();

    /// The client has left too many unanswered.
    void onStale();
  }

  private final EventLoop loop;
  private final Client client;
  private long intervalNanos;
  private int maxPingsOut;
  private final RandomGenerator random;
  private @Nullable Timer timer;
  private int pingsOut;
  private boolean measured;
  private long measuredNanos;
  private long heardNanos;
  private long pingedNanos;
  private long roundTripNanos;
  private final long greetedNanos;

  Heartbeat(EventLoop loop, Client client, Timers timers, RandomGenerator random) {
    this.loop = loop;
    this.client = client;
    this.intervalNanos = timers.pingInterval().toNanos();
    this.maxPingsOut = timers.maxPingsOut();
    this.random = random;
    this.heardNanos = loop.nowNanos();
    this.greetedNanos = heardNanos;
    schedule(intervalNanos);
  }

  /// Keeps to other times, from the next `PING` on; from now on, if that would be too late.
  void follow(Timers timers) {
    maxPingsOut = timers.maxPingsOut();
    long wanted = timers.pingInterval().toNanos();
    boolean sooner = wanted < intervalNanos && measured;
    intervalNanos = wanted;
    if (sooner) {
      schedule(intervalNanos);
    }
  }

  /// The client has connected, in answer to its greeting. Until a round trip is measured, what that
  /// took counts as one, as by the reference server. The first `PING` comes soon, spread so that
  /// clients that came together are not asked together.
  void onConnect() {
    if (roundTripNanos == 0) {
      roundTripNanos = Math.max(1, loop.nowNanos() - greetedNanos);
    }
    long delay = Math.min(FIRST_NANOS, intervalNanos);
    schedule(delay + random.nextLong(Math.max(1, delay / 5)));
  }

  /// Something came from the client.
  void onHeard() {
    heardNanos = loop.nowNanos();
  }

  /// The client has answered.
  void onPong() {
    if (pingsOut == 1) {
      roundTripNanos = Math.max(1, loop.nowNanos() - pingedNanos);
    }
    pingsOut = 0;
    measured = true;
    measuredNanos = loop.nowNanos();
  }

  /// How long nothing has come from the client.
  long silentNanos() {
    return loop.nowNanos() - heardNanos;
  }

  /// How long the last answer took; 0 before.
  long roundTripNanos() {
    return roundTripNanos;
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private void schedule(long delayNanos) {
    stop();
    timer = loop.schedule(delayNanos, this::onTimer);
  }

  private void onTimer() {
    client.onPingTimer();
    long now = loop.nowNanos();
    boolean mustMeasure = !measured || now - measuredNanos > MEASURE_AGAIN_NANOS;
    if (mustMeasure || now - heardNanos >= intervalNanos) {
      if (pingsOut + 1 > maxPingsOut) {
        client.onStale();
        return;
      }
      pingsOut++;
      pingedNanos = now;
      client.sendPing();
    }
    schedule(intervalNanos);
  }
}
