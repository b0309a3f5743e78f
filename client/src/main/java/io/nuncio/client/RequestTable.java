package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.DeliveryFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Requests that wait for their reply. All replies come to one inbox; the last token of their
/// subject is the request's number.
///
/// Any thread asks, the reader answers, the writer ends what took too long, or the reader while
/// writing waits.
final class RequestTable {
  /// The sid of the inbox; other subscriptions begin after it.
  static final long SID = 1;

  private static final int MOST_DIGITS = 18;

  private final ClientConnection connection;
  private final OptionValues options;
  private final String prefix;
  private final int prefixBytes;
  private final Map<Long, Pending> pendingByNumber = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
  private final ReentrantLock subscribing = new ReentrantLock();
  private volatile boolean inUse;
  private volatile boolean subscribed;

  /// A request that waits.
  ///
  /// @param deadlineNanos when it is over; the largest number if somebody else sees to that
  record Pending(
      long number, String subject, CompletableFuture<Message> reply, long deadlineNanos) {
    /// Whether nothing of the application runs when the reply is there.
    boolean isWaitedFor() {
      return deadlineNanos == Long.MAX_VALUE;
    }
  }

  RequestTable(ClientConnection connection, OptionValues options, String inbox) {
    this.connection = connection;
    this.options = options;
    this.prefix = inbox + ".";
    this.prefixBytes = prefix.getBytes(UTF_8).length;
  }

  /// Notes a request, which is to be sent then.
  Pending add(String subject, long deadlineNanos) {
    subscribe();
    long number = lastNumber.incrementAndGet();
    var pending = new Pending(number, subject, new CompletableFuture<>(), deadlineNanos);
    pendingByNumber.put(number, pending);
    connection.statistics().incrementOutstandingRequests();
    if (deadlineNanos != Long.MAX_VALUE) {
      long before = earliest.getAndAccumulate(deadlineNanos, Math::min);
      if (deadlineNanos < before) {
        connection.out().wake();
      }
    }
    return pending;
  }

  /// Where the reply to a request goes.
  String replySubject(Pending pending) {
    return prefix + pending.number();
  }

  /// Forgets a request, if it is not forgotten yet.
  void remove(Pending pending) {
    boolean ignored = take(pending.number()) != null;
  }

  private @Nullable Pending take(long number) {
    Pending pending = pendingByNumber.remove(number);
    if (pending != null) {
      connection.statistics().decrementOutstandingRequests();
    }
    return pending;
  }

  private void subscribe() {
    if (subscribed) {
      return;
    }
    subscribing.lock();
    try {
      if (!subscribed) {
        inUse = true;
        connection.control(frame());
        subscribed = true;
      }
    } finally {
      subscribing.unlock();
    }
  }

  private String frame() {
    return "SUB " + prefix + "* " + SID + "\r\n";
  }

  /// What tells a server of the inbox; empty if there is none yet.
  byte[] frames() {
    return inUse ? frame().getBytes(UTF_8) : new byte[0];
  }

  /// Takes a reply in; by the reader.
  void receive(DeliveryFrame frame) {
    long number = number(frame);
    Pending pending = number < 0 ? null : take(number);
    if (pending == null) {
      connection.statistics().incrementOrphanRepliesReceived();
      return;
    }
    connection.statistics().incrementRepliesReceived();
    String subject = prefix + number;
    var reply = ReceivedMessage.copy(connection, null, subject, frame);
    if (pending.isWaitedFor()) {
      pending.reply().complete(reply);
    } else {
      connection.callbacks().finish(() -> complete(pending, reply));
    }
  }

  private long number(DeliveryFrame frame) {
    int from = frame.subjectFrom() + prefixBytes;
    int to = frame.subjectTo();
    if (from >= to || to - from > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = frame.buffer()[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// Whether the server says that nobody subscribes to the request's subject.
  static boolean saysNoResponders(Message reply) {
    Status status = reply.getStatus();
    return status != null && status.isNoResponders();
  }

  private void complete(Pending pending, Message reply) {
    @Nullable Status status = reply.getStatus();
    if (status == null || !status.isNoResponders()) {
      pending.reply().complete(reply);
    } else if (options.reportNoResponders) {
      pending.reply().completeExceptionally(new StatusException(pending.subject(), status));
    } else {
      pending.reply().cancel(true);
    }
  }

  /// When the writer is to look again; the largest number for never.
  long nextDeadline() {
    return earliest.get();
  }

  /// Ends what took too long.
  void expire(long nowNanos) {
    if (earliest.get() - nowNanos > 0) {
      return;
    }
    earliest.set(Long.MAX_VALUE);
    long next = Long.MAX_VALUE;
    for (Pending each : pendingByNumber.values()) {
      if (each.isWaitedFor()) {
        continue;
      }
      if (each.deadlineNanos() - nowNanos <= 0) {
        remove(each);
        connection.callbacks().finish(() -> timeOut(each));
      } else {
        next = Math.min(next, each.deadlineNanos());
      }
    }
    earliest.accumulateAndGet(next, Math::min);
  }

  private void timeOut(Pending pending) {
    if (options.useTimeoutException) {
      pending
          .reply()
          .completeExceptionally(
              new TimeoutException("no reply to a request on " + pending.subject()));
    } else {
      pending.reply().cancel(true);
    }
  }

  /// Cancels everything: no reply will come.
  void close() {
    for (Pending each : pendingByNumber.values()) {
      remove(each);
      if (each.isWaitedFor()) {
        each.reply().cancel(true);
      } else {
        connection.callbacks().finish(() -> each.reply().cancel(true));
      }
    }
  }
}
