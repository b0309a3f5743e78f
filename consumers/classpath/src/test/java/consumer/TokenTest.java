package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nuncio.client.Connection;
import io.nuncio.junit.NuncioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenTest {
  @RegisterExtension
  static final NuncioExtension nats = NuncioExtension.of(server -> server.token("s3cr3t"));

  @Test
  void officialClientPresentsIt(Connection connection) throws Exception {
    try (Greeter greeter = new Greeter("nats://s3cr3t@127.0.0.1:" + nats.server().port())) {
      assertTrue(greeter.isServing());
      assertEquals("hello, joe", new Caller(connection).greet("joe"));
    }
  }
}
