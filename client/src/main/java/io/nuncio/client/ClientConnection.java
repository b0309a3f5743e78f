package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.delivery.Callbacks;
import io.nuncio.client.delivery.SerialTasks;
import io.nuncio.client.reconnect.ConnectionState.Phase;
import io.nuncio.client.transport.OutBuffer;
import io.nuncio.client.transport.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The connection that applications have: what they ask for is done here or handed to the part that
/// does it.
final class ClientConnection implements Connection {

  private final Options options;
  private final OptionValues values;
  private final SystemClock clock = new SystemClock();
  private final NUID nuid = new NUID();
  private final OutBuffer out;
  private final SubscriptionTable table = new SubscriptionTable();
  private final StatisticsCollector statistics;
  private final Interceptors interceptors;
  private final RequestTable waiting;
  private final Publisher publisher;
  private final Requests requests;
  private final Callbacks callbacks;
  private final Listeners listeners;
  private final Lifeline lifeline;
  private final Writer writer;
  private final ConnectionThreads threads;
  private final Draining draining = new Draining(this);
  private final Flushing flushing;
  private final AtomicLong lastSid = new AtomicLong(RequestTable.SID);
  private final Set<ClientDispatcher> dispatchers = ConcurrentHashMap.newKeySet();

  /// @param patient whether the first connection is waited for as every other is
  ClientConnection(Options options, boolean patient) {
    this.options = options;
    this.values = options.values().copy();
    values.patient = patient;
    this.out = new OutBuffer(values.bufferPolicy(), clock);
    this.statistics = values.statistics == null ? new Counters() : values.statistics;
    statistics.setAdvancedTracking(true);
    this.interceptors = values.interceptors();
    this.waiting = new RequestTable(this, values, createInbox());
    this.publisher = new Publisher(out, values, statistics, this::getMaxPayload);
    this.requests = new Requests(waiting, publisher, values, statistics, clock);
    this.flushing = new Flushing(out, clock);
    this.threads = new ConnectionThreads(values);
    this.callbacks = Callbacks.named(threads.name("callback"), values.executor);
    this.listeners =
        new Listeners(
            this, new SerialTasks(callbacks), values, new Listeners.Outside(statistics, clock));
    this.lifeline = new Lifeline(this, values, new SecureRandom(), clock);
    this.writer = new Writer(this, values, clock);
  }

  /// Connects, and starts the two threads.
  void start() throws IOException {
    try {
      connect();
    } catch (IOException e) {
      callbacks.close();
      throw e;
    }
  }

  private void connect() throws IOException {
    try {
      lifeline.connect();
    } catch (IOException e) {
      out.close(false);
      throw e;
    }
    threads.start(writer::write, this::readUntilClosed);
  }

  /// Connects on a thread of its own, and tells the listeners what came of it.
  void startElsewhere() {
    threads.startOther(
        "connect",
        () -> {
          try {
            connect();
          } catch (IOException e) {
            listeners.exception(e);
            event(Events.CLOSED);
            callbacks.close();
          }
        });
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
    return waiting;
  }

  StatisticsCollector statistics() {
    return statistics;
  }

  Interceptors interceptors() {
    return interceptors;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  Listeners listeners() {
    return listeners;
  }

  Writer writer() {
    return writer;
  }

  Lifeline lifeline() {
    return lifeline;
  }

  /// Tells the application what becomes of the connection.
  void event(Events event) {
    Link link = lifeline.link();
    listeners.event(event, link == null ? null : link.address().url());
  }

  void control(String frame) {
    out.control(frame.getBytes(UTF_8));
  }

  Draining draining() {
    return draining;
  }

  void checkOpen() {
    if (lifeline.phase() == Phase.CLOSED) {
      throw new IllegalStateException("the connection is closed");
    }
  }

  @Override
  public void publish(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] body) {
    publisher.publish(subject, replyTo, headers, body);
  }

  @Override
  public void publish(String subject, byte[] body, int from, int length) {
    publisher.publish(subject, null, null, body, from, length);
  }

  @Override
  public CompletableFuture<Message> requestWithTimeout(
      String subject,
      @Nullable Headers headers,
      byte @Nullable [] body,
      @Nullable Duration timeout) {
    checkOpen();
    return requests.later(subject, headers, body, timeout);
  }

  @Override
  public @Nullable Message request(
      String subject, @Nullable Headers headers, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException {
    checkOpen();
    return requests.now(subject, headers, body, timeout);
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

  Flushing flushing() {
    return flushing;
  }

  @Override
  public void flush(@Nullable Duration timeout) throws TimeoutException, InterruptedException {
    flushing.flush(timeout);
  }

  @Override
  public Duration RTT() throws IOException {
    return flushing.roundTrip(values.connectionTimeout);
  }

  @Override
  public void flushBuffer() throws IOException {
    flushing.awaitWritten();
  }

  Deadline deadline(@Nullable Duration timeout) {
    return Deadline.in(timeout, clock);
  }

  @Override
  public CompletableFuture<Boolean> drain(@Nullable Duration timeout) {
    checkOpen();
    Deadline deadline = deadline(timeout);
    return callbacks.call(() -> {
      boolean done = draining.everything(dispatchers, table.all(), deadline);
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
    if (threads.awaitWriter()) {
      lifeline.finish();
      boolean ignored = threads.awaitReader();
    }
    lifeline.breakUp();
    boolean bothEnded = threads.awaitWriter() && threads.awaitReader();
    if (!bothEnded) {
      listeners.exception(new IOException("a thread of the connection did not end"));
    }
    dispatchers.forEach(ClientDispatcher::close);
    table.all().forEach(ClientSubscription::cancel);
    waiting.close();
    event(Events.CLOSED);
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
    return statistics;
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
  public void forceReconnect(@Nullable ForceReconnectOptions wish) throws InterruptedException {
    checkOpen();
    if (wish != null && wish.isFlush()) {
      boolean ignored = flushing.flushed(wish.getFlushWait());
    }
    lifeline.breakUp();
  }

  @Override
  public @Nullable InetAddress getClientInetAddress() {
    return getServerInfo().clientAddress();
  }

  @Override
  public long outgoingPendingBytes() {
    return out.pendingBytes();
  }

  @Override
  public long outgoingPendingMessageCount() {
    return out.pendingMessages();
  }

  /// Names the server, and nothing that proves who the client is.
  @Override
  public String toString() {
    return "Connection[" + getStatus() + ", " + getConnectedUrl() + "]";
  }
}
