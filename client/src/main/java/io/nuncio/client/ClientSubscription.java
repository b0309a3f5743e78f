package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.delivery.Mailbox;
import io.nuncio.client.delivery.Mailbox.Offer;
import io.nuncio.client.delivery.MailboxCounts;
import io.nuncio.wire.DeliveryFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A subscription, and what makes messages of what arrives for it.
///
/// Without a dispatcher it has a mailbox of its own; with one its messages wait in the
/// dispatcher's, whose figures and limits are then also the subscription's.
final class ClientSubscription implements Subscription {
  private final ClientConnection connection;
  private final long sid;
  private final String subject;
  private final @Nullable String queueName;
  private final @Nullable ClientDispatcher dispatcher;
  private final @Nullable MessageHandler handler;
  private final Mailbox<ReceivedMessage> mailbox;
  private final AtomicLong received = new AtomicLong();
  private volatile long most;
  private volatile boolean active = true;
  private volatile boolean cancelled;

  /// The last message's subject; only the reader uses it.
  private String lastSubject = "";

  /// What an application asks for.
  record Wish(
      String subject,
      @Nullable String queueName,
      @Nullable ClientDispatcher dispatcher,
      @Nullable MessageHandler handler) {}

  ClientSubscription(ClientConnection connection, long sid, Wish wish) {
    this.connection = connection;
    this.sid = sid;
    this.subject = wish.subject();
    this.queueName = wish.queueName();
    this.dispatcher = wish.dispatcher();
    this.handler = wish.handler();
    this.mailbox =
        dispatcher == null
            ? new Mailbox<>(DEFAULT_MAX_MESSAGES, DEFAULT_MAX_BYTES, true)
            : dispatcher.mailbox();
  }

  long sid() {
    return sid;
  }

  @Nullable MessageHandler handler() {
    return handler;
  }

  /// What tells the server of the interest, and of how many messages are still wanted.
  byte[] subscribeFrame() {
    String text = "SUB " + subject + (queueName == null ? "" : " " + queueName) + " " + sid;
    long rest = most - received.get();
    String unsubscribe = most > 0 ? "\r\nUNSUB " + sid + " " + Math.max(1, rest) : "";
    return (text + unsubscribe + "\r\n").getBytes(UTF_8);
  }

  /// Takes a message in; by the reader.
  ///
  /// @return what is to be woken when everything that has been read has been taken in, or null
  @Nullable Mailbox<?> receive(DeliveryFrame frame) {
    if (!active) {
      return null;
    }
    long number = received.incrementAndGet();
    long last = most;
    if (last > 0 && number > last) {
      return null;
    }
    Offer offer = offer(ReceivedMessage.copy(connection, this, subjectOf(frame), frame));
    if (last > 0 && number >= last) {
      end();
    }
    return offer == Offer.TO_BE_TOLD ? mailbox : null;
  }

  private Offer offer(ReceivedMessage message) {
    if (dispatcher != null) {
      return dispatcher.receive(message);
    }
    Offer offer = mailbox.offer(message);
    connection.listeners().drop(offer, this);
    return offer;
  }

  /// The subject as text: the last message's if it is the same.
  private String subjectOf(DeliveryFrame frame) {
    byte[] buffer = frame.buffer();
    int from = frame.subjectFrom();
    int length = frame.subjectTo() - from;
    String last = lastSubject;
    boolean same = length == last.length();
    for (int i = 0; same && i < length; i++) {
      byte b = buffer[from + i];
      same = b >= 0 && b == last.charAt(i);
    }
    if (!same) {
      last = new String(buffer, from, length, UTF_8);
      lastSubject = last;
    }
    return last;
  }

  /// Ends the interest here; the server ended it, or is told by the caller.
  void end() {
    active = false;
    connection.table().remove(this);
    if (dispatcher != null) {
      dispatcher.forget(this);
    } else {
      mailbox.close(false);
    }
  }

  /// Ends the interest, and forgets what waits in a mailbox of its own.
  void cancel() {
    cancelled = true;
    stop();
    if (dispatcher == null) {
      mailbox.close(true);
    }
  }

  private void stop() {
    if (active) {
      end();
      connection.control("UNSUB " + sid + "\r\n");
    }
  }

  /// Ends the interest once `after` messages have come; 0 for at once.
  void cancelAfter(int after) {
    if (after <= 0) {
      cancel();
      return;
    }
    most = after;
    if (received.get() >= after) {
      stop();
    } else {
      connection.control("UNSUB " + sid + " " + after + "\r\n");
    }
  }

  /// Whether what waits is to be forgotten.
  boolean cancelled() {
    return cancelled;
  }

  /// Tells the server that no more is wanted; what it sent before is still taken in.
  void announceEnd() {
    connection.control("UNSUB " + sid + "\r\n");
  }

  /// Waits until the application has taken what waits in a mailbox of its own.
  boolean awaitTaken(Deadline deadline) throws InterruptedException {
    return dispatcher != null || mailbox.awaitEmpty(deadline.leftNanos());
  }

  private void refuseIfDispatched(String what) {
    if (dispatcher != null) {
      throw new IllegalStateException(
          "a dispatcher has this subscription: " + what + " is for it to do");
    }
  }

  @Override
  public String getSubject() {
    return subject;
  }

  @Override
  public @Nullable String getQueueName() {
    return queueName;
  }

  @Override
  public @Nullable Dispatcher getDispatcher() {
    return dispatcher;
  }

  @Override
  public @Nullable Message nextMessage(Duration timeout) throws InterruptedException {
    refuseIfDispatched("handing on messages");
    ReceivedMessage message = mailbox.poll(Waits.nanos(timeout));
    if (message == null && !active) {
      throw new IllegalStateException("no message can come: the subscription has ended");
    }
    if (message != null) {
      connection.interceptors().take(message);
    }
    return message;
  }

  @Override
  public @Nullable Message nextMessage(long timeoutMillis) throws InterruptedException {
    return nextMessage(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public void unsubscribe() {
    refuseIfDispatched("unsubscribing");
    connection.checkOpen();
    cancel();
  }

  @Override
  public Subscription unsubscribe(int after) {
    refuseIfDispatched("unsubscribing");
    connection.checkOpen();
    cancelAfter(after);
    return this;
  }

  @Override
  public CompletableFuture<Boolean> drain(Duration timeout) {
    refuseIfDispatched("draining");
    connection.checkOpen();
    Deadline deadline = connection.deadline(timeout);
    return connection
        .callbacks()
        .call(() -> {
          boolean ended = connection.draining().endInterest(List.of(this), deadline);
          return awaitTaken(deadline) && ended;
        });
  }

  @Override
  public boolean isActive() {
    return active;
  }

  private MailboxCounts counts() {
    return mailbox.counts();
  }

  @Override
  public void setPendingLimits(long maxMessages, long maxBytes) {
    mailbox.limit(maxMessages, maxBytes);
  }

  @Override
  public long getPendingMessageLimit() {
    return counts().mostItems();
  }

  @Override
  public long getPendingByteLimit() {
    return counts().mostBytes();
  }

  @Override
  public long getPendingMessageCount() {
    return counts().items();
  }

  @Override
  public long getPendingByteCount() {
    return counts().bytes();
  }

  @Override
  public long getDeliveredCount() {
    return counts().delivered();
  }

  @Override
  public long getDroppedCount() {
    return counts().dropped();
  }

  @Override
  public void clearDroppedCount() {
    mailbox.clearDropped();
  }
}
