package io.nuncio.server.events;

/// Is told what happens in a server. Called from event loops and other threads: it must be safe
/// from any thread, and must not block.
@FunctionalInterface
public interface EventSink {
  /// `event` has happened.
  void on(ServerEvent event);

  /// Listens to nothing.
  static EventSink none() {
    return event -> {};
  }

  /// Tells this one, then `other`.
  default EventSink andThen(EventSink other) {
    return event -> {
      on(event);
      other.on(event);
    };
  }
}
