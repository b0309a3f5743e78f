package io.nuncio.client;

import java.io.IOException;
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
  void publish(String subject, byte @Nullable [] body);

  /// Publishes a part of an array.
  void publish(String subject, byte[] body, int from, int length);

  /// Publishes with headers.
  void publish(String subject, @Nullable Headers headers, byte @Nullable [] body);

  /// Publishes, and says where answers go.
  void publish(String subject, @Nullable String replyTo, byte @Nullable [] body);

  /// Publishes with headers, and says where answers go.
  void publish(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] body);

  /// Publishes what [NatsMessage#builder] made, or what was received.
  void publish(Message message);

  /// Asks, and takes the first reply.
  ///
  /// If nobody subscribes to the subject the future is cancelled at once, or completes with a
  /// [StatusException] under [Options.Builder#reportNoResponders]. If no reply comes in the time
  /// that [Options.Builder#requestTimeout] says, it is cancelled, too.
  CompletableFuture<Message> request(String subject, byte @Nullable [] body);

  /// The same, with headers.
  CompletableFuture<Message> request(
      String subject, @Nullable Headers headers, byte @Nullable [] body);

  /// The same, with the subject, headers and payload of a message.
  CompletableFuture<Message> request(Message message);

  /// The same, with another limit of time.
  CompletableFuture<Message> requestWithTimeout(
      String subject, byte @Nullable [] body, @Nullable Duration timeout);

  /// The same, with headers and another limit of time.
  CompletableFuture<Message> requestWithTimeout(
      String subject,
      @Nullable Headers headers,
      byte @Nullable [] body,
      @Nullable Duration timeout);

  /// The same, with a message and another limit of time.
  CompletableFuture<Message> requestWithTimeout(Message message, @Nullable Duration timeout);

  /// Asks, and waits for the first reply.
  ///
  /// @param timeout null for [Options.Builder#requestTimeout]
  /// @return null if nobody subscribes to the subject, or no reply came in time
  @Nullable Message request(String subject, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException;

  /// The same, with headers.
  @Nullable Message request(
      String subject, @Nullable Headers headers, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException;

  /// The same, with the subject, headers and payload of a message.
  @Nullable Message request(Message message, @Nullable Duration timeout)
      throws InterruptedException;

  /// Subscribes; messages wait for [Subscription#nextMessage].
  Subscription subscribe(String subject);

  /// The same, as a member of a queue group, of which one receives a message.
  Subscription subscribe(String subject, String queueName);

  /// A dispatcher whose subscriptions have this handler unless they have their own.
  Dispatcher createDispatcher(@Nullable MessageHandler handler);

  /// A dispatcher whose subscriptions each bring a handler.
  Dispatcher createDispatcher();

  /// Ends a dispatcher's subscriptions and forgets what waits for it.
  ///
  /// @throws IllegalArgumentException if it belongs to another connection
  void closeDispatcher(Dispatcher dispatcher);

  void addConnectionListener(ConnectionListener listener);

  void removeConnectionListener(ConnectionListener listener);

  /// Waits until the server has handled everything that was published before.
  ///
  /// @param timeout null or zero for no limit
  /// @throws TimeoutException if that took longer, or the connection broke
  void flush(@Nullable Duration timeout) throws TimeoutException, InterruptedException;

  /// Ends all subscriptions, lets what has arrived be handled, sends what was published, and
  /// closes.
  ///
  /// @param timeout null or zero for no limit
  /// @return completes with whether all that was done in time; the connection is closed then
  CompletableFuture<Boolean> drain(@Nullable Duration timeout);

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

  /// Breaks the connection, so that another is made.
  void forceReconnect();

  /// The time that a message takes to the server and back.
  ///
  /// @throws IOException if no answer comes
  Duration RTT() throws IOException;

  /// How many bytes wait to be sent.
  long outgoingPendingBytes();
}
