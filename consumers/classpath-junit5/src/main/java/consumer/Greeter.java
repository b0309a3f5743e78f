package consumer;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A service that uses the official client. */
public final class Greeter implements AutoCloseable {
  private final Connection connection;

  /** Serves at the server with this address. */
  public Greeter(String server) throws IOException, InterruptedException {
    connection = Nats.connect(server);
    connection
        .createDispatcher(message ->
            connection.publish(
                message.getReplyTo(),
                ("hello, " + message.getSubject().substring("greet.".length()))
                    .getBytes(StandardCharsets.UTF_8)))
        .subscribe("greet.*");
  }

  /** Whether it can be asked. */
  public boolean isServing() {
    return connection.getStatus() == Connection.Status.CONNECTED;
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
