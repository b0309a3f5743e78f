package io.nuncio.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The two threads of a connection, named after it; after a number that tells it from most others
/// where it has no name.
final class ConnectionThreads {
  private static final long PATIENCE_MILLIS = 1_000;

  private final String name;
  private final boolean daemon;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread writer;
  private volatile @Nullable Thread reader;

  ConnectionThreads(OptionValues options) {
    String given = options.connectionName;
    name = given == null ? Integer.toHexString(System.identityHashCode(this)) : given;
    daemon = options.daemonThreads;
  }

  /// What a thread with this task is called.
  String name(String task) {
    return "nuncio-" + name + "-" + task;
  }

  void start(Runnable write, Runnable read) {
    writer = started(name("writer"), write);
    reader = started(name("reader"), read);
  }

  private Thread started(String called, Runnable work) {
    Thread thread = new Thread(work, called);
    thread.setDaemon(daemon);
    thread.start();
    return thread;
  }

  /// Whether the caller is the one who ends the connection.
  boolean beginEnd() {
    return ending.compareAndSet(false, true);
  }

  void ended() {
    ended.countDown();
  }

  /// Waits until who ends the connection is done, unless the caller is needed for that.
  void awaitEnd() {
    Thread self = Thread.currentThread();
    if (self.equals(reader) || self.equals(writer)) {
      return;
    }
    try {
      boolean ignored = ended.await(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      self.interrupt();
    }
  }

  void awaitWriter() {
    await(writer);
  }

  void awaitReader() {
    await(reader);
  }

  private static void await(@Nullable Thread thread) {
    if (thread == null || thread.equals(Thread.currentThread())) {
      return;
    }
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
