package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import io.nuncio.junit.NuncioTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server for this class. It stands above, so that it ends after the application. */
@NuncioTest
@SpringBootTest
@DirtiesContext
class ServerOfTheClassTest {
  private static URI nats;

  @BeforeAll
  static void keep(URI uri) {
    nats = uri;
  }

  @DynamicPropertySource
  static void natsUrl(DynamicPropertyRegistry registry) {
    registry.add("nats.url", () -> nats);
  }

  @Test
  void applicationAnswers(Connection client) throws Exception {
    Message reply = client.request("greet", null, Duration.ofSeconds(10));

    assertNotNull(reply);
    assertEquals("hello", new String(reply.getData(), StandardCharsets.UTF_8));
  }

  @Test
  void springsParametersStaySprings(
      @Autowired Connection ofTheApplication, @Value("${nats.url}") URI url, URI uri)
      throws Exception {
    ofTheApplication.flush(Duration.ofSeconds(10));

    assertEquals(url, uri);
  }
}
