package io.nuncio.cli.message;

import io.nuncio.cli.connection.Session;
import io.nuncio.client.Connection;
import io.nuncio.client.Dispatcher;
import io.nuncio.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Messages of several subscriptions, one after another, for the one thread that asks for them.
///
/// Some hundred are handed over ahead; beyond that they wait in the client, which drops what
/// exceeds its limits, and says so.
final class Inflow implements AutoCloseable {
  private static final int AHEAD = 512;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Session session;
  private final Dispatcher dispatcher;
  private final BlockingQueue<Message> ahead = new ArrayBlockingQueue<>(AHEAD);
  private volatile boolean closed;

  Inflow(Session session, List<String> subjects, @Nullable String queue) {
    this.session = session;
    dispatcher = session.nats().createDispatcher(this::accept);
    for (String subject : subjects) {
      if (queue == null) {
        dispatcher.subscribe(subject);
      } else {
        dispatcher.subscribe(subject, queue);
      }
    }
  }

  private void accept(Message message) throws InterruptedException {
    while (!closed && !ahead.offer(message, SLICE_NANOS, TimeUnit.NANOSECONDS)) {
      // the one who asks is busy
    }
  }

  /// The next message.
  ///
  /// @param limit null for none
  /// @return null if none came in time
  /// @throws io.nuncio.cli.outside.CommandFailure if none can come any more
  @Nullable Message next(@Nullable Duration limit) throws InterruptedException {
    long left = limit == null ? Long.MAX_VALUE : limit.toNanos();
    while (true) {
      Message message = ahead.poll(Math.min(left, SLICE_NANOS), TimeUnit.NANOSECONDS);
      if (message != null) {
        return message;
      }
      if (session.nats().getStatus() == Connection.Status.CLOSED) {
        throw session.lost();
      }
      left -= SLICE_NANOS;
      if (left <= 0) {
        return null;
      }
    }
  }

  /// Whether no message is at hand.
  boolean isEmpty() {
    return ahead.isEmpty();
  }

  /// How many messages were lost because they came too fast.
  long dropped() {
    return dispatcher.getDroppedCount();
  }

  @Override
  public void close() {
    closed = true;
  }
}
