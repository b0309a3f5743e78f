package io.nuncio.client;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The subscriptions of a connection by sid: open addressing, without an object for each look-up.
@ThreadSafe
@SuppressWarnings("ThreadSafe") // everything that changes is guarded by the lock
final class SubscriptionTable {
  private static final int INITIAL_SLOTS = 16;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable ClientSubscription[] slots = new @Nullable ClientSubscription[INITIAL_SLOTS];

  @GuardedBy("lock")
  private int count;

  void add(ClientSubscription subscription) {
    lock.lock();
    try {
      if (2 * ++count > slots.length) {
        grow();
      }
      put(subscription);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void grow() {
    @Nullable ClientSubscription[] old = slots;
    slots = new @Nullable ClientSubscription[2 * old.length];
    for (ClientSubscription each : old) {
      if (each != null) {
        put(each);
      }
    }
  }

  @GuardedBy("lock")
  private void put(ClientSubscription subscription) {
    int at = home(subscription.sid());
    while (slots[at] != null) {
      at = after(at);
    }
    slots[at] = subscription;
  }

  @GuardedBy("lock")
  private int home(long sid) {
    return (int) sid & (slots.length - 1);
  }

  @GuardedBy("lock")
  private int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  @Nullable ClientSubscription get(long sid) {
    lock.lock();
    try {
      int at = find(sid);
      return at < 0 ? null : slots[at];
    } finally {
      lock.unlock();
    }
  }

  /// The slot that holds `sid`, or -1.
  @GuardedBy("lock")
  private int find(long sid) {
    int at = home(sid);
    for (ClientSubscription each = slots[at]; each != null; each = slots[at]) {
      if (each.sid() == sid) {
        return at;
      }
      at = after(at);
    }
    return -1;
  }

  /// Takes one out.
  ///
  /// @return whether it was there
  boolean remove(ClientSubscription subscription) {
    lock.lock();
    try {
      int hole = find(subscription.sid());
      if (hole < 0) {
        return false;
      }
      slots[hole] = null;
      count--;
      int at = after(hole);
      for (ClientSubscription each = slots[at]; each != null; each = slots[at]) {
        slots[at] = null;
        put(each);
        at = after(at);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Those that are in it now, in the order of their sids.
  List<ClientSubscription> all() {
    List<ClientSubscription> found = new ArrayList<>();
    lock.lock();
    try {
      for (ClientSubscription each : slots) {
        if (each != null) {
          found.add(each);
        }
      }
    } finally {
      lock.unlock();
    }
    found.sort((a, b) -> Long.compare(a.sid(), b.sid()));
    return found;
  }

  /// What tells a server of all of them.
  byte[] frames() {
    var bytes = new ByteArrayOutputStream();
    for (ClientSubscription each : all()) {
      bytes.writeBytes(each.subscribeFrame());
    }
    return bytes.toByteArray();
  }
}
