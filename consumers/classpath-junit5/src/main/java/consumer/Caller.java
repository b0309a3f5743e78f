package consumer;

import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Who asks it, by our client. */
public final class Caller {
  private final Connection connection;

  /** Asks over this connection, which stays the caller's. */
  public Caller(Connection connection) {
    this.connection = connection;
  }

  /** Returns what is answered. */
  public String greet(String name) throws InterruptedException {
    Message reply = connection.request("greet." + name, null, Duration.ofSeconds(10));
    return reply == null ? "nobody" : new String(reply.getData(), StandardCharsets.UTF_8);
  }
}
