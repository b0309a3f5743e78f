package io.nuncio.client.transport;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.client.transport.BufferPolicy.WhenDisconnected;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Two arrays that change places: callers add whole frames to one while the writer sends the other.
///
/// While connected, publishers wait when the server does not keep up. While not, publishes follow
/// the [BufferPolicy] and control frames are dropped, because the next connection is told of every
/// subscription anyway. What had been handed to a connection that broke is not sent again: a
/// message may be lost so, but never arrives twice.
@ThreadSafe
@SuppressWarnings("ThreadSafe") // everything that changes is guarded by the lock
public final class OutBuffer {
  /// What [#take] gives when there is nothing to send at the given time.
  public static final int NOTHING = 0;

  /// What [#take] gives when there will be nothing any more.
  public static final int END = -1;

  private static final byte[] PING = {'P', 'I', 'N', 'G', '\r', '\n'};

  /// What is open to whom.
  private enum Mode {
    DISCONNECTED,
    /// Control frames are kept, the writer does not send yet.
    RESUMING,
    CONNECTED,
    CLOSED
  }

  private final BufferPolicy policy;
  private final MonotonicClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition space = lock.newCondition();

  @GuardedBy("lock")
  private final Confirmations confirmations = new Confirmations();

  @GuardedBy("lock")
  private FrameBytes filling = new FrameBytes();

  @GuardedBy("lock")
  private FrameBytes sending = new FrameBytes();

  @GuardedBy("lock")
  private Mode mode = Mode.DISCONNECTED;

  @GuardedBy("lock")
  private long takenBytes;

  /// As many of [#takenBytes] as the writer is done with.
  @GuardedBy("lock")
  private long writtenBytes;

  @GuardedBy("lock")
  private int epoch;

  @GuardedBy("lock")
  private int takenEpoch;

  @GuardedBy("lock")
  private boolean writerWaits;

  @GuardedBy("lock")
  private boolean woken;

  /// Begins disconnected.
  public OutBuffer(BufferPolicy policy, MonotonicClock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /// Adds a message; waits as long as that is what the policy says.
  ///
  /// @param headers the header block as it is sent; empty for none
  /// @throws IllegalStateException if the message cannot be kept; the message says why
  public void publish(
      String subject, @Nullable String reply, byte[] headers, byte[] body, int from, int count) {
    lock.lock();
    try {
      awaitRoom(subject.length() + headers.length + (long) count);
      filling.append(subject, reply, headers, body, from, count);
      confirmations.message();
      signalWriter();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitRoom(long more) {
    while (!hasRoom(more)) {
      try {
        space.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the message waited to be sent", e);
      }
    }
  }

  /// Whether the frame may be added now; if it never may, this throws.
  @GuardedBy("lock")
  private boolean hasRoom(long more) {
    int filled = filling.length();
    return switch (mode) {
      case CLOSED -> throw new IllegalStateException("the connection is closed");
      case CONNECTED -> filled == 0 || filled + more <= policy.connectedBytes();
      case DISCONNECTED, RESUMING -> {
        if (policy.whenDisconnected() == WhenDisconnected.FAIL) {
          throw new IllegalStateException("not connected, and publishing is not to wait for that");
        }
        if (policy.whenDisconnected() == WhenDisconnected.BLOCK) {
          yield false;
        }
        if (filled + more > policy.disconnectedBytes()) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "not connected: at most %,d bytes may wait to be sent, %,d do, and %,d more do"
                      + " not fit",
                  policy.disconnectedBytes(),
                  filled,
                  more));
        }
        yield true;
      }
    };
  }

  /// Adds a frame that only a connection that stands needs.
  public void control(byte[] frame) {
    lock.lock();
    try {
      if (mode == Mode.CONNECTED || mode == Mode.RESUMING) {
        filling.append(frame);
        signalWriter();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Adds a `PING`; when disconnected it waits with the messages before it.
  ///
  /// @param answered run by the reader when its answer has come
  /// @param lost run by the reader when no answer will come; null if nobody waits for it
  /// @return false if closed: then nothing is sent, and neither is run
  public boolean ping(Runnable answered, @Nullable Runnable lost) {
    lock.lock();
    try {
      if (mode == Mode.CLOSED) {
        return false;
      }
      confirmations.ping(takenBytes + filling.length(), answered, lost);
      filling.append(PING);
      signalWriter();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Notes that the oldest `PING` has been answered.
  public void pong() {
    Runnable answered;
    lock.lock();
    try {
      answered = confirmations.pong();
    } finally {
      lock.unlock();
    }
    answered.run();
  }

  @GuardedBy("lock")
  private void signalWriter() {
    if (writerWaits) {
      writerWaits = false;
      work.signal();
    }
  }

  /// For the writer: waits until there is something to send, `untilNanos` comes, or [#wake].
  ///
  /// @return how many bytes of [#taken] are to be sent, or [#NOTHING], or [#END]
  public int take(long untilNanos) throws InterruptedException {
    lock.lock();
    try {
      sending.clear();
      if (writtenBytes != takenBytes) {
        writtenBytes = takenBytes;
        space.signalAll();
      }
      while (true) {
        boolean closed = mode == Mode.CLOSED;
        if (filling.length() > 0 && (closed || mode == Mode.CONNECTED)) {
          FrameBytes full = filling;
          filling = sending;
          sending = full;
          takenBytes += full.length();
          confirmations.handOver();
          takenEpoch = epoch;
          space.signalAll();
          return full.length();
        }
        if (closed) {
          return END;
        }
        long left = untilNanos - clock.nanos();
        if (left <= 0 || woken) {
          woken = false;
          return NOTHING;
        }
        writerWaits = true;
        boolean ignored = work.await(left, TimeUnit.NANOSECONDS);
        writerWaits = false;
      }
    } finally {
      lock.unlock();
    }
  }

  /// The array that [#take] spoke of; the writer's until it takes again.
  public byte[] taken() {
    lock.lock();
    try {
      return sending.array();
    } finally {
      lock.unlock();
    }
  }

  /// Lets the writer look at the time again.
  public void wake() {
    lock.lock();
    try {
      woken = true;
      signalWriter();
    } finally {
      lock.unlock();
    }
  }

  /// From now on keeps control frames, too: subscriptions are about to be told.
  ///
  /// @return the number of the connection that begins, for [#takenFor]
  public int resume() {
    lock.lock();
    try {
      if (mode != Mode.CLOSED) {
        mode = Mode.RESUMING;
      }
      return ++epoch;
    } finally {
      lock.unlock();
    }
  }

  /// The number of the connection that [#taken] is for, and for no other.
  public int takenFor() {
    lock.lock();
    try {
      return takenEpoch;
    } finally {
      lock.unlock();
    }
  }

  /// From now on the writer sends what waits.
  public void open() {
    lock.lock();
    try {
      if (mode != Mode.CLOSED) {
        mode = Mode.CONNECTED;
      }
      signalWriter();
      space.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// From now on there is no connection. Every `PING` that was handed to it is lost; if messages
  /// may be lost, too, so is every other, as its answer would not confirm them.
  public void disconnect() {
    List<Runnable> calls;
    lock.lock();
    try {
      if (mode != Mode.CLOSED) {
        mode = Mode.DISCONNECTED;
      }
      calls = confirmations.broke(takenBytes);
      space.signalAll();
    } finally {
      lock.unlock();
    }
    calls.forEach(Runnable::run);
  }

  /// Takes nothing any more.
  ///
  /// @param sendRest whether the writer still sends what waits
  public void close(boolean sendRest) {
    List<Runnable> calls;
    lock.lock();
    try {
      if (mode != Mode.CONNECTED || !sendRest) {
        filling.clear();
        confirmations.throwAway();
      }
      mode = Mode.CLOSED;
      calls = confirmations.end();
      signalWriter();
      space.signalAll();
    } finally {
      lock.unlock();
    }
    calls.forEach(Runnable::run);
  }

  /// How many bytes wait to be handed to the writer.
  public long pendingBytes() {
    lock.lock();
    try {
      return filling.length();
    } finally {
      lock.unlock();
    }
  }

  /// How many messages wait to be handed to the writer.
  public long pendingMessages() {
    lock.lock();
    try {
      return confirmations.waiting();
    } finally {
      lock.unlock();
    }
  }

  /// How many messages may be lost with connections that broke, since this was asked last or
  /// somebody was told by a `PING` that had no answer.
  public long takeUntoldLoss() {
    lock.lock();
    try {
      return confirmations.takeUntold();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until everything that has been added is with the network.
  ///
  /// @return false if the connection broke before, or this is closed
  public boolean awaitWritten() throws InterruptedException {
    lock.lock();
    try {
      long position = takenBytes + filling.length();
      int before = epoch;
      while (writtenBytes < position) {
        if (epoch != before || mode == Mode.CLOSED || mode == Mode.DISCONNECTED) {
          return false;
        }
        space.await();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
