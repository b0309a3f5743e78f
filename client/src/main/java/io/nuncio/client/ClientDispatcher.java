package io.nuncio.client;

import io.nuncio.client.delivery.Callbacks;
import io.nuncio.client.delivery.Mailbox;
import io.nuncio.client.delivery.Mailbox.Offer;
import io.nuncio.client.delivery.MailboxCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One mailbox for several subscriptions, and one task that empties it.
///
/// The task stays and waits where that costs nothing, on a virtual thread; else it ends when there
/// is nothing left, and the next message starts another.
final class ClientDispatcher implements Dispatcher {
  private final ClientConnection connection;
  private final @Nullable MessageHandler handler;
  private final Callbacks callbacks;
  private final Mailbox<ReceivedMessage> mailbox =
      new Mailbox<>(DEFAULT_MAX_MESSAGES, DEFAULT_MAX_BYTES, false);
  private final Map<String, ClientSubscription> ownBySubject = new ConcurrentHashMap<>();
  private final Map<Long, ClientSubscription> allBySid = new ConcurrentHashMap<>();
  private volatile boolean active = true;

  ClientDispatcher(
      ClientConnection connection, @Nullable MessageHandler handler, Callbacks callbacks) {
    this.connection = connection;
    this.handler = handler;
    this.callbacks = callbacks;
  }

  Mailbox<ReceivedMessage> mailbox() {
    return mailbox;
  }

  /// Takes a message in; by the reader.
  Offer receive(ReceivedMessage message) {
    Offer offer = mailbox.offer(message);
    if (offer == Offer.UNATTENDED) {
      if (!callbacks.execute(this::handleAll)) {
        mailbox.unattended();
      }
    } else {
      connection.listeners().drop(offer, this);
    }
    return offer;
  }

  private void handleAll() {
    boolean stay = callbacks.mayStay();
    try {
      ReceivedMessage message = mailbox.take(stay);
      while (message != null) {
        handle(message);
        // A handler that was interrupted may say so by the flag, which is not for this thread.
        boolean ignored = Thread.interrupted();
        message = mailbox.take(stay);
      }
    } catch (InterruptedException e) {
      mailbox.unattended(); // the next message starts another task
      Thread.currentThread().interrupt();
    }
  }

  private void handle(ReceivedMessage message) {
    ClientSubscription subscription = message.receivedBy();
    MessageHandler own = subscription == null ? null : subscription.handler();
    MessageHandler chosen = own == null ? handler : own;
    if (chosen == null || (subscription != null && subscription.cancelled())) {
      return;
    }
    try {
      connection.interceptors().deliver(message, chosen);
    } catch (InterruptedException e) {
      connection.listeners().exception(e);
    } catch (RuntimeException e) {
      connection.listeners().exception(e);
    } catch (Error e) {
      connection.listeners().exception(new IllegalStateException("a handler failed: " + e, e));
    }
  }

  void forget(ClientSubscription subscription) {
    allBySid.remove(subscription.sid());
    ownBySubject.remove(subscription.getSubject(), subscription);
  }

  @Override
  public Dispatcher subscribe(String subject) {
    return subscribeOnce(subject, null);
  }

  @Override
  public Dispatcher subscribe(String subject, String queueName) {
    return subscribeOnce(subject, queueName);
  }

  private Dispatcher subscribeOnce(String subject, @Nullable String queueName) {
    if (handler == null) {
      throw new IllegalStateException("the dispatcher was created without a handler");
    }
    checkActive();
    ownBySubject.computeIfAbsent(subject, key -> add(key, queueName, null));
    return this;
  }

  @Override
  public Subscription subscribe(String subject, MessageHandler own) {
    checkActive();
    return add(subject, null, own);
  }

  @Override
  public Subscription subscribe(String subject, String queueName, MessageHandler own) {
    checkActive();
    return add(subject, queueName, own);
  }

  private ClientSubscription add(
      String subject, @Nullable String queueName, @Nullable MessageHandler own) {
    ClientSubscription added =
        connection.subscribe(new ClientSubscription.Wish(subject, queueName, this, own));
    allBySid.put(added.sid(), added);
    return added;
  }

  private void checkActive() {
    if (!active) {
      throw new IllegalStateException("the dispatcher is closed");
    }
  }

  @Override
  public Dispatcher unsubscribe(String subject) {
    return unsubscribe(subject, 0);
  }

  @Override
  public Dispatcher unsubscribe(String subject, int after) {
    connection.checkOpen();
    ClientSubscription subscription = ownBySubject.get(subject);
    if (subscription != null) {
      subscription.cancelAfter(after);
    }
    return this;
  }

  @Override
  public Dispatcher unsubscribe(Subscription subscription) {
    return unsubscribe(subscription, 0);
  }

  @Override
  public Dispatcher unsubscribe(Subscription subscription, int after) {
    connection.checkOpen();
    if (!(subscription instanceof ClientSubscription own) || own.getDispatcher() != this) {
      throw new IllegalStateException("the subscription is not one of this dispatcher");
    }
    own.cancelAfter(after);
    return this;
  }

  /// Ends everything at once.
  void close() {
    active = false;
    List.copyOf(allBySid.values()).forEach(ClientSubscription::cancel);
    mailbox.close(true);
  }

  /// Refuses subscriptions from now on.
  void takeNoMore() {
    active = false;
  }

  /// Waits until everything has been handled, and closes.
  boolean finish(Deadline deadline) throws InterruptedException {
    boolean empty = mailbox.awaitEmpty(deadline.leftNanos());
    mailbox.close(false);
    return empty;
  }

  @Override
  public CompletableFuture<Boolean> drain(Duration timeout) {
    connection.checkOpen();
    Deadline deadline = connection.deadline(timeout);
    takeNoMore();
    return connection
        .callbacks()
        .call(() -> {
          List<ClientSubscription> all = List.copyOf(allBySid.values());
          boolean ended = connection.draining().endInterest(all, deadline);
          return finish(deadline) && ended;
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
