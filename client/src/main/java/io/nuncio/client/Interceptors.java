package io.nuncio.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All interceptors of a connection, each around those that were added after it.
final class Interceptors {
  private final List<Interceptor> all;

  Interceptors(List<Interceptor> all) {
    this.all = List.copyOf(all);
  }

  boolean none() {
    return all.isEmpty();
  }

  /// What a publish does when all interceptors have let it through.
  interface Send {
    void send(@Nullable Headers headers);
  }

  void publish(
      String subject,
      @Nullable String replyTo,
      @Nullable Headers headers,
      int payloadBytes,
      Send send) {
    new Published(0, subject, replyTo, payloadBytes, send).proceed(headers);
  }

  /// A publish that has passed the first `next` interceptors.
  private final class Published {
    private final int next;
    private final String subject;
    private final @Nullable String replyTo;
    private final int payloadBytes;
    private final Send send;

    Published(int next, String subject, @Nullable String replyTo, int payloadBytes, Send send) {
      this.next = next;
      this.subject = subject;
      this.replyTo = replyTo;
      this.payloadBytes = payloadBytes;
      this.send = send;
    }

    void proceed(@Nullable Headers headers) {
      if (next == all.size()) {
        send.send(headers);
        return;
      }
      var inner = new Published(next + 1, subject, replyTo, payloadBytes, send);
      all.get(next).publish(new Step(subject, replyTo, headers, payloadBytes, inner::proceed));
    }
  }

  private record Step(
      String subject,
      @Nullable String replyTo,
      @Nullable Headers headers,
      int payloadBytes,
      Send inner)
      implements Interceptor.Publish {
    @Override
    public void proceed(@Nullable Headers sent) {
      inner.send(sent);
    }
  }

  CompletableFuture<Message> request(
      String subject,
      @Nullable Headers headers,
      Function<@Nullable Headers, CompletableFuture<Message>> ask) {
    return request(0, subject, headers, ask);
  }

  private CompletableFuture<Message> request(
      int next,
      String subject,
      @Nullable Headers headers,
      Function<@Nullable Headers, CompletableFuture<Message>> ask) {
    return next == all.size()
        ? ask.apply(headers)
        : all.get(next)
            .request(new Asked(subject, headers, sent -> request(next + 1, subject, sent, ask)));
  }

  private record Asked(
      String subject,
      @Nullable Headers headers,
      Function<@Nullable Headers, CompletableFuture<Message>> inner)
      implements Interceptor.Request {
    @Override
    public CompletableFuture<Message> proceed(@Nullable Headers sent) {
      return inner.apply(sent);
    }
  }

  /// Hands a message to its handler.
  void deliver(Message message, MessageHandler handler) throws InterruptedException {
    deliver(0, message, handler);
  }

  private void deliver(int next, Message message, MessageHandler handler)
      throws InterruptedException {
    if (next == all.size()) {
      handler.onMessage(message);
    } else {
      all.get(next).deliver(message, () -> deliver(next + 1, message, handler));
    }
  }

  void take(Message message) {
    for (Interceptor each : all) {
      each.take(message);
    }
  }
}
