package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nuncio.client.Connection;
import io.nuncio.junit.NuncioTest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@NuncioTest
class GreeterTest {
  private Greeter greeter;

  @BeforeEach
  void start(URI server) throws Exception {
    greeter = new Greeter(server.toString());
  }

  @AfterEach
  void stop() {
    greeter.close();
  }

  @Test
  void greetsOurClient(Connection connection) throws Exception {
    assertEquals("hello, joe", new Caller(connection).greet("joe"));
  }

  @Nested
  class Inside {
    @Test
    void sharesTheServer(Connection connection) throws Exception {
      assertEquals("hello, ann", new Caller(connection).greet("ann"));
    }
  }
}
