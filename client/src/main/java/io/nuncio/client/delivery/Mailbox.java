package io.nuncio.client.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A ring that holds what has arrived until somebody takes it, up to so many items and bytes.
///
/// It grows as it must. What does not fit is dropped and counted; [Offer#DROPPED_FIRST] tells once
/// that it began, until the mailbox has been half empty again.
@ThreadSafe
@SuppressWarnings("ThreadSafe") // everything that changes is guarded by the lock
public final class Mailbox<T extends Weighed> {
  private static final int INITIAL_ITEMS = 16;
  private static final int MOST_KEPT_ITEMS = 4_096;

  /// What became of an item.
  public enum Offer {
    /// It waits, and somebody will take it.
    TAKEN,
    /// The same, but those who wait have to be told by [Mailbox#wake]: at once, or when more has
    /// been added that is here already.
    TO_BE_TOLD,
    /// It waits, and the caller must see to it that somebody takes it.
    UNATTENDED,
    DROPPED,
    /// It is the first of a series that was dropped.
    DROPPED_FIRST,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable Object[] ring = new @Nullable Object[INITIAL_ITEMS];

  @GuardedBy("lock")
  private int first;

  @GuardedBy("lock")
  private int count;

  @GuardedBy("lock")
  private long bytes;

  @GuardedBy("lock")
  private long mostItems;

  @GuardedBy("lock")
  private long mostBytes;

  @GuardedBy("lock")
  private long delivered;

  @GuardedBy("lock")
  private long dropped;

  @GuardedBy("lock")
  private boolean dropping;

  @GuardedBy("lock")
  private boolean attended;

  /// How many wait for an item.
  @GuardedBy("lock")
  private int waiting;

  /// Whether somebody has been asked to call [#wake], and has not yet.
  @GuardedBy("lock")
  private boolean toBeTold;

  /// Whether an item that was taken by [#take] is still worked on.
  @GuardedBy("lock")
  private boolean busy;

  @GuardedBy("lock")
  private boolean closed;

  /// @param mostItems how many may wait; zero or less for any number
  /// @param mostBytes how many bytes may wait; zero or less for any number
  /// @param attended whether somebody takes items without being told
  public Mailbox(long mostItems, long mostBytes, boolean attended) {
    this.mostItems = mostItems;
    this.mostBytes = mostBytes;
    this.attended = attended;
  }

  /// Adds an item, or drops it. Never waits.
  public Offer offer(T item) {
    long weight = item.weightBytes();
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if ((mostItems > 0 && count >= mostItems) || (mostBytes > 0 && bytes + weight > mostBytes)) {
        dropped++;
        boolean begins = !dropping;
        dropping = true;
        return begins ? Offer.DROPPED_FIRST : Offer.DROPPED;
      }
      add(item, weight);
      if (attended) {
        boolean tell = waiting > 0 && !toBeTold;
        toBeTold |= tell;
        return tell ? Offer.TO_BE_TOLD : Offer.TAKEN;
      }
      attended = true;
      return Offer.UNATTENDED;
    } finally {
      lock.unlock();
    }
  }

  /// Tells those who wait that there is something.
  public void wake() {
    lock.lock();
    try {
      toBeTold = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody could be found who attends: the next [#offer] asks for somebody again.
  public void unattended() {
    lock.lock();
    try {
      attended = false;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void add(T item, long weight) {
    if (count == ring.length) {
      @Nullable Object[] larger = Arrays.copyOf(ring, 2 * count);
      for (int i = 0; i < first; i++) {
        larger[count + i] = ring[i];
        larger[i] = null;
      }
      ring = larger;
    }
    ring[(first + count) & (ring.length - 1)] = item;
    count++;
    bytes += weight;
  }

  /// Takes the oldest item, for one who attends: waits for it, or leaves. The item before it counts
  /// as done.
  ///
  /// @param stay whether to wait when there is none, until [#close]
  /// @return null if the caller is not to take more
  public @Nullable T take(boolean stay) throws InterruptedException {
    lock.lock();
    try {
      if (busy) {
        busy = false;
        changed.signalAll();
      }
      while (count == 0) {
        if (closed || !stay) {
          attended = false;
          return null;
        }
        waiting++;
        try {
          changed.await();
        } finally {
          waiting--;
        }
      }
      busy = true;
      return remove();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the oldest item, waiting at most `nanos` for it.
  ///
  /// @return null if there was none, or [#close] came
  public @Nullable T poll(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (count == 0) {
        if (closed || left <= 0) {
          return null;
        }
        waiting++;
        try {
          left = changed.awaitNanos(left);
        } finally {
          waiting--;
        }
      }
      return remove();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private T remove() {
    @SuppressWarnings("unchecked") // only items of this type are added
    T item = (T) ring[first];
    if (item == null) {
      throw new IllegalStateException("expected an item at " + first);
    }
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    count--;
    bytes -= item.weightBytes();
    delivered++;
    if (dropping && count <= mostItems / 2 && bytes <= mostBytes / 2) {
      dropping = false;
    }
    if (count == 0) {
      letGo();
    }
    return item;
  }

  @GuardedBy("lock")
  private void letGo() {
    dropping = false;
    if (ring.length > MOST_KEPT_ITEMS) {
      ring = new @Nullable Object[INITIAL_ITEMS];
      first = 0;
    }
    changed.signalAll();
  }

  /// Waits until everything has been taken and done, or is forgotten.
  ///
  /// @return whether everything was
  public boolean awaitEmpty(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while ((count > 0 || busy) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return count == 0 && !busy;
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more in, and lets go of those who wait.
  ///
  /// @param forget whether what waits is dropped, too
  public void close(boolean forget) {
    lock.lock();
    try {
      closed = true;
      if (forget) {
        Arrays.fill(ring, null);
        count = 0;
        bytes = 0;
        busy = false;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Sets other limits, from the next item on.
  public void limit(long items, long limitBytes) {
    lock.lock();
    try {
      mostItems = items;
      mostBytes = limitBytes;
    } finally {
      lock.unlock();
    }
  }

  /// Sets the count of dropped items to zero.
  public void clearDropped() {
    lock.lock();
    try {
      dropped = 0;
    } finally {
      lock.unlock();
    }
  }

  /// What it holds and has seen.
  public MailboxCounts counts() {
    lock.lock();
    try {
      return new MailboxCounts(count, bytes, mostItems, mostBytes, delivered, dropped);
    } finally {
      lock.unlock();
    }
  }
}
