package io.nuncio.cli.connection;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A connection of a command: what goes wrong with it is a [CommandFailure].
public final class Session implements AutoCloseable {
  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /// The connection itself.
  public Connection nats() {
    return connection;
  }

  /// Publishes.
  ///
  /// @throws CommandFailure if it is too large, or the connection broke
  public void publish(Message message) {
    try {
      connection.publish(message);
    } catch (IllegalArgumentException tooLarge) {
      throw CommandFailure.of(CommandFailure.reason(tooLarge));
    } catch (IllegalStateException closed) {
      throw lost();
    }
  }

  /// Waits until the server has seen all that was sent.
  ///
  /// @throws CommandFailure if it does not, or it refused something
  public void flush() throws InterruptedException {
    Duration limit = connection.getOptions().getConnectionTimeout();
    try {
      connection.flush(limit);
    } catch (TimeoutException e) {
      checkRefused();
      throw CommandFailure.of(
          "%s within %s: is the network slow, or the server stuck? --timeout waits longer"
              .formatted(CommandFailure.reason(e), Spans.text(limit)));
    } catch (IllegalStateException closed) {
      throw lost();
    }
    checkRefused();
  }

  /// Looks whether something went wrong that no call could say.
  ///
  /// @throws CommandFailure if the server refused something, or the connection broke
  public void checkRefused() {
    String error = connection.getLastError();
    if (!error.isEmpty()) {
      throw CommandFailure.of("this went wrong: " + error);
    }
  }

  /// The failure to throw when the connection is closed and should not be.
  public CommandFailure lost() {
    String error = connection.getLastError();
    return CommandFailure.of("the connection is lost" + (error.isEmpty() ? "" : ": " + error));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
