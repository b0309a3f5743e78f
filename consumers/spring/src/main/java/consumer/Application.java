package consumer;

import io.nuncio.client.Connection;
import io.nuncio.client.Nats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Greets who asks, at the server that `nats.url` names. */
@SpringBootApplication
public class Application {
  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean(destroyMethod = "close")
  Connection connection(@Value("${nats.url}") String url) throws IOException, InterruptedException {
    Connection connection = Nats.connect(url);
    connection
        .createDispatcher(message ->
            connection.publish(message.getReplyTo(), "hello".getBytes(StandardCharsets.UTF_8)))
        .subscribe("greet");
    return connection;
  }
}
