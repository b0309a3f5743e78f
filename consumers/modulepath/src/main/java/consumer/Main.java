package consumer;

import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import io.nuncio.client.Subscription;
import io.nuncio.embedded.EmbeddedNats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Starts a server, and sends a message from one of its clients to another. */
public final class Main {
  private Main() {}

  /** Prints what arrived, and on which module path. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedNats.Builder builder = EmbeddedNats.builder().noPort().token("s3cr3t");
    try (EmbeddedNats nats = builder.start()) {
      System.out.println(
          greeting(nats) + " from " + Main.class.getModule() + ", Java " + Runtime.version());
    }
  }

  static String greeting(EmbeddedNats nats) throws Exception {
    Connection client = nats.connect();
    try {
      Subscription greetings = client.subscribe("greetings");
      client.publish("greetings", "hello".getBytes(StandardCharsets.UTF_8));
      Message message = greetings.nextMessage(Duration.ofSeconds(10));
      return message == null ? "nothing" : new String(message.getData(), StandardCharsets.UTF_8);
    } finally {
      client.close();
    }
  }
}
