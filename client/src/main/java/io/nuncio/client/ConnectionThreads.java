package io.nuncio.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The two threads of a connection, named after it; after a number that tells it from most others
/// where it has no name.
final class ConnectionThreads {
  private static final long PATIENCE_MILLIS = 1_000;

  private final String name;
  private final boolean daemon;
  private final @Nullable ThreadFactory readers;
  private final @Nullable ThreadFactory writers;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread writer;
  private volatile @Nullable Thread reader;

  ConnectionThreads(OptionValues options) {
    String given = options.connectionName;
    name = given == null ? Integer.toHexString(System.identityHashCode(this)) : given;
    daemon = options.daemonThreads;
    readers = options.readerThreads;
    writers = options.writerThreads;
  }

  /// What a thread with this task is called.
  String name(String task) {
    return "nuncio-" + name + "-" + task;
  }

  void start(Runnable write, Runnable read) {
    writer = started(writers, name("writer"), write);
    reader = started(readers, name("reader"), read);
  }

  /// Starts a thread that ends by itself.
  void startOther(String task, Runnable work) {
    Thread ignored = started(null, name(task), work);
  }

  private Thread started(@Nullable ThreadFactory factory, String called, Runnable work) {
    Thread thread = factory == null ? made(called, work) : factory.newThread(work);
    if (thread == null) {
      throw new IllegalStateException("the factory made no thread for " + called);
    }
    thread.start();
    return thread;
  }

  private Thread made(String called, Runnable work) {
    Thread thread = new Thread(work, called);
    thread.setDaemon(daemon);
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
      boolean ignored = ended.await(5 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      self.interrupt();
    }
  }

  /// Waits until the writer has ended, for a second at most.
  ///
  /// @return whether it has
  boolean awaitWriter() {
    return await(writer);
  }

  /// Waits until the reader has ended, for a second at most.
  ///
  /// @return whether it has, or is the one who asks
  boolean awaitReader() {
    return await(reader);
  }

  private static boolean await(@Nullable Thread thread) {
    if (thread == null || thread.equals(Thread.currentThread())) {
      return true;
    }
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
