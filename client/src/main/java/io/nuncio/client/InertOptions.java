package io.nuncio.client;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/// The part of [Options.Builder] that changes nothing: options of jnats for which this client has
/// no use. They are there so that code which sets them compiles, and each says why it is not
/// needed.
///
/// @param <B> the builder
public abstract sealed class InertOptions<B> extends IdentityOptions<B> permits Options.Builder {
  InertOptions(OptionValues values) {
    super(values);
  }

  /// Subjects are UTF-8 always.
  public B supportUTF8Subjects() {
    return self();
  }

  /// Subjects that a server could misread are refused always.
  public B strictSubjectValidation() {
    return self();
  }

  /// Subjects that a server could misread are refused always.
  public B noSubjectValidation() {
    return self();
  }

  /// All statistics are there always.
  public B turnOnAdvancedStats() {
    return self();
  }

  /// All requests of a connection share one subscription.
  public B oldRequestStyle() {
    return self();
  }

  /// A request that was cancelled is forgotten at once.
  public B requestCleanupInterval(Duration interval) {
    return self();
  }

  /// The writer sends as soon as there is something to send.
  public B dontForceFlushOnRequest() {
    return self();
  }

  /// Buffers have the size that is needed.
  public B bufferSize(int bytes) {
    return self();
  }

  /// What waits to be sent is bounded in bytes: 1 MiB, and [ServerOptions#reconnectBufferSize]
  /// while there is no connection.
  public B maxMessagesInOutgoingQueue(int messages) {
    return self();
  }

  /// Publishing waits as long as the server takes something now and then.
  public B writeQueuePushTimeout(Duration timeout) {
    return self();
  }

  /// All addresses of a host are tried always.
  public B noResolveHostnames() {
    return self();
  }

  /// All addresses of a host are tried, one after another.
  public B enableFastFallback() {
    return self();
  }

  /// A connection keeps the time itself.
  public B scheduledExecutor(ScheduledExecutorService service) {
    return self();
  }

  /// The one who asks for a connection makes it.
  public B connectExecutor(ExecutorService service) {
    return self();
  }

  /// A connection's reader is a thread of its own; [Options.Builder#readerThreadFactory] makes it.
  public B readerExecutor(ExecutorService service) {
    return self();
  }

  /// A connection's writer is a thread of its own; [Options.Builder#writerThreadFactory] makes it.
  public B writerExecutor(ExecutorService service) {
    return self();
  }

  /// Dispatchers use the executor always, if there is one.
  public B useDispatcherWithExecutor() {
    return self();
  }

  /// Requests whose time is over are forgotten when it is.
  public B advancedRequestBehavior() {
    return self();
  }

  /// Listeners are told of every connect and what came of it.
  public B traceConnection() {
    return self();
  }

  /// A server that sends nothing is noticed by [ServerOptions#pingInterval].
  public B socketReadTimeoutMillis(int millis) {
    return self();
  }

  /// The one who asks for a connection makes it.
  public B connectThreadFactory(ThreadFactory factory) {
    return self();
  }

  /// Handlers run on virtual threads, or on the [Options.Builder#executor].
  public B callbackThreadFactory(ThreadFactory factory) {
    return self();
  }
}
