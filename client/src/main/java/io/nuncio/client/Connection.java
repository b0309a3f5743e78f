package io.nuncio.client;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A connection to a server, which is made again when it breaks.
///
/// Safe from any thread. Publishing copies what is published, and waits when the server does not
/// keep up; while there is no connection it follows [Options.Builder#publishWhenDisconnected].
/// Every method that publishes or subscribes throws an [IllegalStateException] once the connection
/// is closed, and an [IllegalArgumentException] for a subject with blanks or without a character.
@SuppressWarnings("try") // close can be interrupted while it sends the rest
public interface Connection extends AutoCloseable {
  /// Where a connection stands.
  enum Status {
    DISCONNECTED,
    CONNECTED,
    CLOSED,
    RECONNECTING,
    CONNECTING
  }

  /// Publishes.
  ///
  /// @param body null for nothing
  /// @throws IllegalArgumentException if it is larger than [#getMaxPayload]
  default void publish(String subject, byte @Nullable [] body) {
    publish(subject, null, null, body);
  }

  /// Publishes with headers.
  default void publish(String subject, @Nullable Headers headers, byte @Nullable [] body) {
    publish(subject, null, headers, body);
  }

  /// Publishes, and says where answers go.
  default void publish(String subject, @Nullable String replyTo, byte @Nullable [] body) {
    publish(subject, replyTo, null, body);
  }

  /// Publishes what [NatsMessage#builder] made, or what was received.
  default void publish(Message message) {
    publish(message.getSubject(), message.getReplyTo(), message.getHeaders(), message.getData());
  }

  /// Publishes with headers, and says where answers go.
  void publish(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] body);

  /// Publishes a part of an array.
  void publish(String subject, byte[] body, int from, int length);

  /// Asks, and takes the first reply.
  ///
  /// If nobody subscribes to the subject the future is cancelled at once, or completes with a
  /// [StatusException] under [Options.Builder#reportNoResponders]. If no reply comes in the time
  /// that [Options.Builder#requestTimeout] says, it is cancelled, too.
  default CompletableFuture<Message> request(String subject, byte @Nullable [] body) {
    return requestWithTimeout(subject, null, body, null);
  }

  /// The same, with headers.
  default CompletableFuture<Message> request(
      String subject, @Nullable Headers headers, byte @Nullable [] body) {
    return requestWithTimeout(subject, headers, body, null);
  }

  /// The same, with the subject, headers and payload of a message.
  default CompletableFuture<Message> request(Message message) {
    return requestWithTimeout(message, null);
  }

  /// The same, with another limit of time.
  default CompletableFuture<Message> requestWithTimeout(
      String subject, byte @Nullable [] body, @Nullable Duration timeout) {
    return requestWithTimeout(subject, null, body, timeout);
  }

  /// The same, with a message and another limit of time.
  default CompletableFuture<Message> requestWithTimeout(
      Message message, @Nullable Duration timeout) {
    return requestWithTimeout(
        message.getSubject(), message.getHeaders(), message.getData(), timeout);
  }

  /// The same, with headers and another limit of time.
  CompletableFuture<Message> requestWithTimeout(
      String subject,
      @Nullable Headers headers,
      byte @Nullable [] body,
      @Nullable Duration timeout);

  /// Asks, and waits for the first reply.
  ///
  /// @param timeout null for [Options.Builder#requestTimeout]
  /// @return null if nobody subscribes to the subject, or no reply came in time
  default @Nullable Message request(
      String subject, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException {
    return request(subject, null, body, timeout);
  }

  /// The same, with the subject, headers and payload of a message.
  default @Nullable Message request(Message message, @Nullable Duration timeout)
      throws InterruptedException {
    return request(message.getSubject(), message.getHeaders(), message.getData(), timeout);
  }

  /// The same, with headers.
  @Nullable Message request(
      String subject, @Nullable Headers headers, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException;

  /// Subscribes; messages wait for [Subscription#nextMessage].
  Subscription subscribe(String subject);

  /// The same, as a member of a queue group, of which one receives a message.
  Subscription subscribe(String subject, String queueName);

  /// A dispatcher whose subscriptions have this handler unless they have their own.
  Dispatcher createDispatcher(@Nullable MessageHandler handler);

  /// A dispatcher whose subscriptions each bring a handler.
  default Dispatcher createDispatcher() {
    return createDispatcher(null);
  }

  /// Ends a dispatcher's subscriptions and forgets what waits for it.
  ///
  /// @throws IllegalArgumentException if it belongs to another connection
  void closeDispatcher(Dispatcher dispatcher);

  void addConnectionListener(ConnectionListener listener);

  void removeConnectionListener(ConnectionListener listener);

  /// Waits until the server has handled everything that was published before.
  ///
  /// Returning means that nothing was lost on the way to the server since the last flush, by
  /// whichever thread: if the connection broke with messages that the server had not confirmed, the
  /// next flush throws, once.
  ///
  /// @param timeout null or zero for no limit
  /// @throws TimeoutException if that took longer, or the connection broke
  void flush(@Nullable Duration timeout) throws TimeoutException, InterruptedException;

  /// Ends all subscriptions, lets what has arrived be handled, sends what was published, and
  /// closes.
  ///
  /// @param timeout null or zero for no limit
  /// @return completes with whether all that was done in time; the connection is closed then
  /// @throws TimeoutException never; it is declared for code that was written for jnats
  /// @throws InterruptedException never, likewise
  CompletableFuture<Boolean> drain(@Nullable Duration timeout)
      throws TimeoutException, InterruptedException;

  /// Sends what was published, for a second at most, and ends the connection, its subscriptions and
  /// its threads.
  @Override
  void close() throws InterruptedException;

  Status getStatus();

  /// Most bytes of headers and payload of one message.
  long getMaxPayload();

  /// The URLs that may be connected to, without what proves who the client is.
  Collection<String> getServers();

  Statistics getStatistics();

  Options getOptions();

  /// What the server says of itself.
  ServerInfo getServerInfo();

  /// The URL that is connected to, without what proves who the client is; null while there is none.
  @Nullable String getConnectedUrl();

  /// What went wrong last; empty for nothing.
  String getLastError();

  void clearLastError();

  /// A new subject that nobody else has, for replies.
  String createInbox();

  /// Breaks the connection, so that another is made; what waits is sent by that one.
  default void forceReconnect() throws IOException, InterruptedException {
    forceReconnect(null);
  }

  /// Breaks the connection, so that another is made.
  ///
  /// @param options null for what [#forceReconnect()] does
  /// @throws IOException never; it is declared for code that was written for jnats
  void forceReconnect(@Nullable ForceReconnectOptions options)
      throws IOException, InterruptedException;

  /// The address that the server sees this client at.
  ///
  /// @return null if the server does not say, or it cannot be read
  @Nullable InetAddress getClientInetAddress();

  /// Waits until everything that was published before has been handed to the network.
  ///
  /// @throws IOException if the connection breaks before
  void flushBuffer() throws IOException;

  /// The time that a message takes to the server and back.
  ///
  /// @throws IOException if no answer comes
  Duration RTT() throws IOException;

  /// How many bytes wait to be sent.
  long outgoingPendingBytes();

  /// How many messages wait to be sent.
  long outgoingPendingMessageCount();
}
