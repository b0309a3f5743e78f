package io.nuncio.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Stands around what a connection does with messages: for tracing, metrics and the like. What
/// becomes of the connection itself, a [ConnectionListener] is told.
///
/// Each method must go on exactly once, unless it wants to prevent what would happen; as they are,
/// they go on at once. Of several interceptors the first that was added is the outermost. They are
/// called by whatever thread publishes, asks or handles, several at a time, and what they throw is
/// thrown there.
///
/// ```java
/// Interceptor timing =
///     new Interceptor() {
///       @Override
///       public void deliver(Message message, Delivery delivery) throws InterruptedException {
///         long begin = System.nanoTime();
///         try {
///           delivery.proceed();
///         } finally {
///           handled.record(message.getSubject(), System.nanoTime() - begin);
///         }
///       }
///     };
/// ```
public interface Interceptor {
  /// A message on its way to the server.
  interface Publish {
    String subject();

    /// Where answers go, or null.
    @Nullable String replyTo();

    /// What was to be sent so far; null for none. To send more, copy it: `new Headers(headers())`.
    @Nullable Headers headers();

    /// How many bytes of payload the message has.
    int payloadBytes();

    /// Publishes the message with these headers.
    void proceed(@Nullable Headers headers);
  }

  /// A request on its way to the server, whose reply comes later.
  interface Request {
    String subject();

    /// What was to be sent so far; null for none.
    @Nullable Headers headers();

    /// Sends the request with these headers, which also passes [Interceptor#publish].
    ///
    /// @return completes with the reply, or as [Connection#request(String, byte[])] says
    CompletableFuture<Message> proceed(@Nullable Headers headers);
  }

  /// A message on its way into a handler.
  interface Delivery {
    /// Lets the handler have the message.
    void proceed() throws InterruptedException;
  }

  /// Somebody publishes: a message, a request or a reply.
  default void publish(Publish publish) {
    publish.proceed(publish.headers());
  }

  /// Somebody asks.
  default CompletableFuture<Message> request(Request request) {
    return request.proceed(request.headers());
  }

  /// A dispatcher hands a message to its handler.
  default void deliver(Message message, Delivery delivery) throws InterruptedException {
    delivery.proceed();
  }

  /// [Subscription#nextMessage] is about to return a message.
  default void take(Message message) {}
}
