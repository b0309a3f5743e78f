package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import io.nuncio.embedded.EmbeddedNats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A server that lives as long as the application, which other classes may share. */
@SpringBootTest
class ServerBeanTest {
  @TestConfiguration(proxyBeanMethods = false)
  static class Nats {
    @Bean
    EmbeddedNats nats() {
      return EmbeddedNats.builder().token("s3cr3t").start();
    }

    @Bean
    DynamicPropertyRegistrar natsUrl(EmbeddedNats nats) {
      return registry -> registry.add("nats.url", () -> "nats://s3cr3t@127.0.0.1:" + nats.port());
    }
  }

  @Test
  void applicationAnswers(@Autowired EmbeddedNats nats) throws Exception {
    Connection client = nats.connect();
    Message reply = client.request("greet", null, Duration.ofSeconds(10));
    client.close();

    assertNotNull(reply);
    assertEquals("hello", new String(reply.getData(), StandardCharsets.UTF_8));
  }
}
