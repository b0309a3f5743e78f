package io.nuncio.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The example of README.md.
@NuncioTest
class OrderTest {
  @Test
  void arrives(Connection publisher, Connection subscriber) throws Exception {
    var orders = subscriber.subscribe("orders.*");
    subscriber.flush(Duration.ofSeconds(5));

    publisher.publish("orders.eu", "42".getBytes(UTF_8));

    assertThat(orders.nextMessage(Duration.ofSeconds(5))).isNotNull();
  }
}
