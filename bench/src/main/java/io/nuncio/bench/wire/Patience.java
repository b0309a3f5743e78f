package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How long clients wait for a server that does nothing: a thread of its own closes every
/// connection on which somebody has waited for too long, so that a call that blocks there fails.
///
/// Safe from any thread. To watch a call costs a look at the clock, and nothing of the system.
public final class Patience implements AutoCloseable {
  /// Longer than any server takes that does what it should.
  public static final Duration USUAL = Duration.ofSeconds(30);

  private static final int LOOKS = 8;

  private final Duration limit;
  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofPlatform().name("patience").daemon().unstarted(this::look);

  private Patience(Duration limit) {
    this.limit = limit;
  }

  /// Watches until it is closed.
  ///
  /// @param limit of each wait; an eighth more passes before it is seen
  public static Patience of(Duration limit) {
    var patience = new Patience(limit);
    patience.thread.start();
    return patience;
  }

  /// The limit of each wait.
  public Duration limit() {
    return limit;
  }

  /// Watches one connection more.
  ///
  /// @param connection closed if somebody waits there for too long
  Wait watch(Closeable connection) {
    var wait = new Wait(connection);
    waits.add(wait);
    return wait;
  }

  /// What a wait for more than the limit is called.
  ///
  /// @param what happened, as in "nothing came"
  static IOException over(String what, Duration limit) {
    return new IOException("%s for %,d seconds".formatted(what, limit.toSeconds()));
  }

  private void look() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Clock.pause((int) limit.toMillis() / LOOKS);
        for (var wait : waits) {
          wait.look();
        }
      }
    } catch (InterruptedException closed) {
      return;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /// The waits on one connection, one at a time.
  final class Wait implements AutoCloseable {
    private static final long NOBODY = 0;

    private final Closeable connection;
    private volatile long since = NOBODY;
    private volatile boolean over;

    private Wait(Closeable connection) {
      this.connection = connection;
    }

    /// Tells that a call begins which may block; [#end()] belongs into `finally`.
    void begin() {
      since = Clock.nanos();
    }

    /// Tells that it is over.
    void end() {
      since = NOBODY;
    }

    /// Why such a call failed: the wait if that was too long, or else what it says itself.
    IOException reason(IOException failure) {
      if (!over) {
        return failure;
      }
      var reason = Patience.over("the server let a client wait", limit);
      reason.addSuppressed(failure);
      return reason;
    }

    private void look() {
      long begun = since;
      if (begun != NOBODY && Clock.nanos() - begun > limit.toNanos()) {
        over = true;
        try {
          connection.close();
        } catch (IOException gone) {
          // Whoever waits there has failed.
          return;
        }
      }
    }

    /// Watches no more; closes nothing.
    @Override
    public void close() {
      waits.remove(this);
    }
  }
}
