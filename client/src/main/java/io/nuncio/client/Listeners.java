package io.nuncio.client;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.delivery.Mailbox.Offer;
import io.nuncio.client.delivery.SerialTasks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Tells the application what happened: one thing after another, never on the caller's thread.
final class Listeners {
  private final Connection connection;
  private final SerialTasks tasks;
  private final Outside outside;
  private final ErrorListener errorListener;
  private final List<ConnectionListener> connectionListeners = new CopyOnWriteArrayList<>();
  private volatile String lastError = "";

  /// What happens where the application did not say.
  private static final class Logging implements ErrorListener {
    private final Logger log = System.getLogger("io.nuncio.client");

    @Override
    public void errorOccurred(Connection connection, String error) {
      log.log(Level.WARNING, "the server says: {0}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      log.log(Level.WARNING, "something failed where no call can", exception);
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      log.log(Level.WARNING, "messages are dropped, because {0} is slow", consumer);
    }
  }

  /// What is needed besides the application's listeners.
  record Outside(StatisticsCollector statistics, InstantSource time) {}

  Listeners(Connection connection, SerialTasks tasks, OptionValues options, Outside outside) {
    this.connection = connection;
    this.outside = outside;
    this.tasks = tasks;
    @Nullable ErrorListener given = options.errorListener;
    this.errorListener = given == null ? new Logging() : given;
    if (options.connectionListener != null) {
      connectionListeners.add(options.connectionListener);
    }
  }

  void add(ConnectionListener listener) {
    connectionListeners.add(listener);
  }

  void remove(ConnectionListener listener) {
    connectionListeners.remove(listener);
  }

  /// Something happened to the connection.
  ///
  /// @param url the server that it happened with, without secrets; null for none
  void event(Events event, @Nullable String url) {
    long now = outside.time().millis();
    for (ConnectionListener each : connectionListeners) {
      tell(() -> each.connectionEvent(connection, event, now, url));
    }
  }

  void error(String text) {
    lastError = text;
    tell(() -> errorListener.errorOccurred(connection, text));
  }

  /// Something failed where no call can.
  void exception(Exception exception) {
    outside.statistics().incrementExceptionCount();
    String message = exception.getMessage();
    lastError = message == null ? exception.getClass().getSimpleName() : message;
    tell(() -> errorListener.exceptionOccurred(connection, exception));
  }

  void socketWriteTimeout() {
    tell(() -> errorListener.socketWriteTimeout(connection));
  }

  /// Counts a message that did not fit, and tells of the first of a series.
  void drop(Offer offer, Consumer consumer) {
    if (offer == Offer.DROPPED || offer == Offer.DROPPED_FIRST) {
      outside.statistics().incrementDroppedCount();
    }
    if (offer == Offer.DROPPED_FIRST) {
      tell(() -> errorListener.slowConsumerDetected(connection, consumer));
    }
  }

  private void tell(Runnable call) {
    tasks.add(() -> {
      try {
        call.run();
      } catch (RuntimeException e) {
        new Logging().exceptionOccurred(connection, e);
      }
    });
  }

  String lastError() {
    return lastError;
  }

  void clearLastError() {
    lastError = "";
  }
}
