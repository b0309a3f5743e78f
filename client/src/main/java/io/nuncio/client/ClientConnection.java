package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.delivery.Callbacks;
import io.nuncio.client.delivery.Mailbox.Offer;
import io.nuncio.client.delivery.SerialTasks;
import io.nuncio.client.reconnect.ConnectionState.Phase;
import io.nuncio.client.transport.BufferPolicy;
import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.OutBuffer;
import io.nuncio.client.transport.SystemClock;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The connection that applications have: what they ask for is done here or handed to the part that
/// does it.
final class ClientConnection implements Connection {
  private static final long CONNECTED_BYTES = 1024 * 1024;
  private static final byte[] NOTHING = {};

  private final Options options;
  private final OptionValues values;
  private final MonotonicClock clock = new SystemClock();
  private final NUID nuid = new NUID();
  private final OutBuffer out;
  private final SubscriptionTable table = new SubscriptionTable();
  private final RequestTable requests;
  private final Counters counters;
  private final Callbacks callbacks;
  private final Listeners listeners;
  private final Lifeline lifeline;
  private final Writer writer;
  private final ConnectionThreads threads;
  private final AtomicLong lastSid = new AtomicLong(RequestTable.SID);
  private final Set<ClientDispatcher> dispatchers = ConcurrentHashMap.newKeySet();

  ClientConnection(Options options) {
    this.options = options;
    this.values = options.values();
    this.out = new OutBuffer(policy(values), clock);
    this.requests = new RequestTable(this, values, createInbox());
    this.counters = new Counters(out, requests::size);
    this.threads = new ConnectionThreads(values);
    this.callbacks = Callbacks.named(threads.name("callback"), values.executor);
    this.listeners = new Listeners(this, new SerialTasks(callbacks), values);
    this.lifeline = new Lifeline(this, values, new SecureRandom());
    this.writer = new Writer(this, values, clock);
  }

  private static BufferPolicy policy(OptionValues values) {
    return new BufferPolicy(
        CONNECTED_BYTES,
        values.reconnectBufferSize < 0 ? Long.MAX_VALUE : values.reconnectBufferSize,
        BufferPolicy.WhenDisconnected.valueOf(values.whenDisconnected.name()));
  }

  /// Connects, and starts the two threads.
  void start() throws IOException {
    try {
      lifeline.connect();
    } catch (IOException e) {
      out.close(false);
      callbacks.close();
      throw e;
    }
    threads.start(writer::write, this::readUntilClosed);
  }

  private void readUntilClosed() {
    try {
      lifeline.read();
    } finally {
      end();
    }
  }

  OutBuffer out() {
    return out;
  }

  SubscriptionTable table() {
    return table;
  }

  RequestTable requests() {
    return requests;
  }

  Counters counters() {
    return counters;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  Listeners listeners() {
    return listeners;
  }

  Lifeline lifeline() {
    return lifeline;
  }

  /// Another connection stands.
  void freshLink() {
    writer.freshLink();
  }

  void wakeWriter() {
    out.wake();
  }

  void control(String frame) {
    out.control(frame.getBytes(UTF_8));
  }

  /// Tells the application of what failed where no call can.
  void report(Exception exception) {
    counters.exceptions.increment();
    listeners.exception(exception);
  }

  /// Counts a message that did not fit, and tells the application of the first of a series.
  void noteDrop(Offer offer, Consumer consumer) {
    if (offer == Offer.DROPPED || offer == Offer.DROPPED_FIRST) {
      counters.dropped.increment();
    }
    if (offer == Offer.DROPPED_FIRST) {
      listeners.slow(consumer);
    }
  }

  void checkOpen() {
    if (lifeline.phase() == Phase.CLOSED) {
      throw new IllegalStateException("the connection is closed");
    }
  }

  @Override
  public void publish(String subject, byte @Nullable [] body) {
    publish(subject, null, null, body);
  }

  @Override
  public void publish(String subject, byte[] body, int from, int length) {
    Objects.checkFromIndexSize(from, length, body.length);
    publish(subject, null, NOTHING, body, from, length);
  }

  @Override
  public void publish(String subject, @Nullable Headers headers, byte @Nullable [] body) {
    publish(subject, null, headers, body);
  }

  @Override
  public void publish(String subject, @Nullable String replyTo, byte @Nullable [] body) {
    publish(subject, replyTo, null, body);
  }

  @Override
  public void publish(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] body) {
    byte[] bytes = body == null ? NOTHING : body;
    byte[] block = headers == null ? NOTHING : headers.wireBytes();
    publish(subject, replyTo, block, bytes, 0, bytes.length);
  }

  @Override
  public void publish(Message message) {
    publish(message.getSubject(), message.getReplyTo(), message.getHeaders(), message.getData());
  }

  private void publish(
      String subject, @Nullable String replyTo, byte[] headers, byte[] body, int from, int length) {
    Subjects.check(subject);
    if (replyTo != null) {
      Subjects.check(replyTo);
    }
    long most = getMaxPayload();
    if (most > 0 && headers.length + (long) length > most) {
      throw new IllegalArgumentException(
          "the server takes messages of at most "
              + most
              + " bytes, this one has "
              + (headers.length + (long) length));
    }
    out.publish(subject, replyTo, headers, body, from, length);
  }

  private RequestTable.Pending ask(
      String subject, @Nullable Headers headers, byte @Nullable [] body, long deadlineNanos) {
    Subjects.check(subject);
    checkOpen();
    RequestTable.Pending pending = requests.add(subject, deadlineNanos);
    try {
      publish(subject, requests.replySubject(pending), headers, body);
      counters.requests.increment();
    } catch (RuntimeException e) {
      requests.remove(pending);
      throw e;
    }
    return pending;
  }

  @Override
  public CompletableFuture<Message> request(String subject, byte @Nullable [] body) {
    return requestWithTimeout(subject, null, body, null);
  }

  @Override
  public CompletableFuture<Message> request(
      String subject, @Nullable Headers headers, byte @Nullable [] body) {
    return requestWithTimeout(subject, headers, body, null);
  }

  @Override
  public CompletableFuture<Message> request(Message message) {
    return requestWithTimeout(message, null);
  }

  @Override
  public CompletableFuture<Message> requestWithTimeout(
      String subject, byte @Nullable [] body, @Nullable Duration timeout) {
    return requestWithTimeout(subject, null, body, timeout);
  }

  @Override
  public CompletableFuture<Message> requestWithTimeout(
      String subject,
      @Nullable Headers headers,
      byte @Nullable [] body,
      @Nullable Duration timeout) {
    long limit = Waits.nanos(timeout == null ? values.requestTimeout : timeout);
    return ask(subject, headers, body, clock.nanos() + limit).reply();
  }

  @Override
  public CompletableFuture<Message> requestWithTimeout(
      Message message, @Nullable Duration timeout) {
    return requestWithTimeout(
        message.getSubject(), message.getHeaders(), message.getData(), timeout);
  }

  @Override
  public @Nullable Message request(
      String subject, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException {
    return request(subject, null, body, timeout);
  }

  @Override
  public @Nullable Message request(
      String subject, @Nullable Headers headers, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException {
    RequestTable.Pending pending = ask(subject, headers, body, Long.MAX_VALUE);
    try {
      long limit = Waits.nanos(timeout == null ? values.requestTimeout : timeout);
      Message reply = pending.reply().get(limit, TimeUnit.NANOSECONDS);
      return RequestTable.saysNoResponders(reply) ? null : reply;
    } catch (TimeoutException | CancellationException | ExecutionException none) {
      return null;
    } finally {
      requests.remove(pending);
    }
  }

  @Override
  public @Nullable Message request(Message message, @Nullable Duration timeout)
      throws InterruptedException {
    return request(message.getSubject(), message.getHeaders(), message.getData(), timeout);
  }

  @Override
  public Subscription subscribe(String subject) {
    return subscribe(new ClientSubscription.Wish(subject, null, null, null));
  }

  @Override
  public Subscription subscribe(String subject, String queueName) {
    return subscribe(new ClientSubscription.Wish(subject, queueName, null, null));
  }

  ClientSubscription subscribe(ClientSubscription.Wish wish) {
    Subjects.check(wish.subject());
    if (wish.queueName() != null) {
      Subjects.check(wish.queueName());
    }
    checkOpen();
    var subscription = new ClientSubscription(this, lastSid.incrementAndGet(), wish);
    table.add(subscription);
    out.control(subscription.subscribeFrame());
    return subscription;
  }

  @Override
  public Dispatcher createDispatcher() {
    return createDispatcher(null);
  }

  @Override
  public Dispatcher createDispatcher(@Nullable MessageHandler handler) {
    checkOpen();
    var dispatcher = new ClientDispatcher(this, handler, callbacks);
    dispatchers.add(dispatcher);
    return dispatcher;
  }

  @Override
  public void closeDispatcher(Dispatcher dispatcher) {
    if (!(dispatcher instanceof ClientDispatcher own) || !dispatchers.remove(own)) {
      throw new IllegalArgumentException("the dispatcher is not one of this connection");
    }
    own.close();
  }

  @Override
  public void addConnectionListener(ConnectionListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionListener(ConnectionListener listener) {
    listeners.remove(listener);
  }

  /// Waits until the server has answered a ping.
  boolean flushed(@Nullable Duration timeout) throws InterruptedException {
    try {
      flush(timeout);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void flush(@Nullable Duration timeout) throws TimeoutException, InterruptedException {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    if (!out.ping(() -> answer.complete(true), () -> answer.complete(false))) {
      throw new IllegalStateException("the connection is closed");
    }
    if (!await(answer, Waits.nanos(timeout))) {
      throw new TimeoutException("the connection broke before the server had answered");
    }
  }

  private static boolean await(CompletableFuture<Boolean> answer, long nanos)
      throws TimeoutException, InterruptedException {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a ping cannot fail", e);
    } catch (TimeoutException e) {
      throw new TimeoutException("the server did not answer a ping in time");
    }
  }

  @Override
  public Duration RTT() throws IOException {
    long before = clock.nanos();
    try {
      flush(values.connectionTimeout);
      return Duration.ofNanos(clock.nanos() - before);
    } catch (TimeoutException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server's answer", e);
    }
  }

  /// Runs something that waits on a thread that may.
  CompletableFuture<Boolean> later(Callable<Boolean> work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    callbacks.execute(() -> {
      try {
        done.complete(work.call());
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  @Override
  public CompletableFuture<Boolean> drain(@Nullable Duration timeout) {
    checkOpen();
    Duration limit = timeout == null ? Duration.ZERO : timeout;
    return later(() -> {
      boolean done = true;
      for (ClientDispatcher each : dispatchers) {
        done &= each.stopAndWait(limit);
      }
      for (ClientSubscription each : table.all()) {
        done &= each.drain(limit).get();
      }
      done &= flushed(limit);
      close();
      return done;
    });
  }

  @Override
  public void close() {
    end();
  }

  /// Ends everything, once; by the application, or by the reader when no server is left.
  private void end() {
    if (!threads.beginEnd()) {
      threads.awaitEnd();
      return;
    }
    lifeline.end();
    out.close(true);
    threads.awaitWriter();
    lifeline.breakUp();
    threads.awaitReader();
    dispatchers.forEach(ClientDispatcher::close);
    table.all().forEach(ClientSubscription::cancel);
    requests.close();
    listeners.event(Events.CLOSED);
    callbacks.close();
    threads.ended();
  }

  @Override
  public Status getStatus() {
    return Status.valueOf(lifeline.phase().name());
  }

  @Override
  public long getMaxPayload() {
    return lifeline.serverInfo().getMaxPayload();
  }

  @Override
  public Collection<String> getServers() {
    return lifeline.urls();
  }

  @Override
  public Statistics getStatistics() {
    return counters;
  }

  @Override
  public Options getOptions() {
    return options;
  }

  @Override
  public ServerInfo getServerInfo() {
    return lifeline.serverInfo();
  }

  @Override
  public @Nullable String getConnectedUrl() {
    Link link = lifeline.link();
    return link == null || lifeline.phase() != Phase.CONNECTED ? null : link.address().url();
  }

  @Override
  public String getLastError() {
    return listeners.lastError();
  }

  @Override
  public void clearLastError() {
    listeners.clearLastError();
  }

  @Override
  public String createInbox() {
    return values.inboxPrefix + nuid.next();
  }

  @Override
  public void forceReconnect() {
    checkOpen();
    lifeline.breakUp();
  }

  @Override
  public long outgoingPendingBytes() {
    return out.pendingBytes();
  }

  /// Names the server, and nothing that proves who the client is.
  @Override
  public String toString() {
    return "Connection[" + getStatus() + ", " + getConnectedUrl() + "]";
  }
}
