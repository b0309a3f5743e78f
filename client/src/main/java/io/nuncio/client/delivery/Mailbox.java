package io.nuncio.client.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  /// Whether items that [#take] took out of the ring are still worked on.
  @GuardedBy("lock")
  private boolean busy;

  /// What [#take] took out of the ring at once. Only who attends uses it; the lock is between one
  /// and the next who do.
  private @Nullable Object[] batch = new @Nullable Object[INITIAL_ITEMS];

  private int nextInBatch;

  /// What is left of the batch: written by who attends, read by all.
  private final AtomicInteger batchItems = new AtomicInteger();

  private final AtomicLong batchBytes = new AtomicLong();

  /// Whether the rest of the batch is to be dropped.
  private volatile boolean forgotten;

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
      long items = count + (long) batchItems.get();
      long held = bytes + batchBytes.get();
      if (dropping && items <= mostItems / 2 && held <= mostBytes / 2) {
        dropping = false;
      }
      if ((mostItems > 0 && items >= mostItems) || (mostBytes > 0 && held + weight > mostBytes)) {
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
  /// as done. Not to be mixed with [#poll].
  ///
  /// @param stay whether to wait when there is none, until [#close]
  /// @return null if the caller is not to take more
  public @Nullable T take(boolean stay) throws InterruptedException {
    int left = batchItems.get();
    if (left == 0 || forgotten) {
      left = takeBatch(stay);
      if (left == 0) {
        return null;
      }
    }
    T item = item(batch, nextInBatch);
    nextInBatch = (nextInBatch + 1) & (batch.length - 1);
    batchItems.lazySet(left - 1);
    batchBytes.lazySet(batchBytes.get() - item.weightBytes());
    return item;
  }

  /// Changes the batch, of which nothing is left, for the ring.
  ///
  /// @return how many items that gave; 0 if the caller is not to take more
  private int takeBatch(boolean stay) throws InterruptedException {
    lock.lock();
    try {
      if (busy) {
        busy = false;
        changed.signalAll();
      }
      while (count == 0) {
        if (closed || !stay) {
          attended = false;
          Arrays.fill(batch, null); // holds something only if that was forgotten
          return 0;
        }
        waiting++;
        try {
          changed.await();
        } finally {
          waiting--;
        }
      }
      @Nullable Object[] empty =
          batch.length > MOST_KEPT_ITEMS ? new @Nullable Object[INITIAL_ITEMS] : batch;
      batch = ring;
      nextInBatch = first;
      ring = empty;
      int taken = count;
      batchItems.set(taken);
      batchBytes.set(bytes);
      delivered += taken;
      first = 0;
      count = 0;
      bytes = 0;
      busy = true;
      return taken;
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
    T item = item(ring, first);
    first = (first + 1) & (ring.length - 1);
    count--;
    bytes -= item.weightBytes();
    delivered++;
    if (count == 0) {
      letGo();
    }
    return item;
  }

  /// Takes an item out of an array.
  private T item(@Nullable Object[] items, int at) {
    @SuppressWarnings("unchecked") // only items of this type are added
    T item = (T) items[at];
    if (item == null) {
      throw new IllegalStateException("expected an item at " + at);
    }
    items[at] = null;
    return item;
  }

  @GuardedBy("lock")
  private void letGo() {
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
        forgotten = true;
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
      int inBatch = forgotten ? 0 : batchItems.get();
      return new MailboxCounts(
          count + (long) inBatch,
          forgotten ? bytes : bytes + batchBytes.get(),
          mostItems,
          mostBytes,
          delivered - inBatch,
          dropped);
    } finally {
      lock.unlock();
    }
  }
}
