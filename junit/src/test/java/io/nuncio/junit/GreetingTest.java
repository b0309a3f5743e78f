package io.nuncio.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The example of the documentation.
@SuppressWarnings("NullAway") // as a reader would write it
@NuncioTest
class GreetingTest {
  @Test
  void greetsWhoAsks(Connection service, Connection client) throws Exception {
    service
        .createDispatcher(ask -> service.publish(ask.getReplyTo(), "hello".getBytes(UTF_8)))
        .subscribe("greet");
    service.flush(Duration.ofSeconds(2));

    var reply = client.request("greet", null, Duration.ofSeconds(2));

    assertThat(new String(reply.getData(), UTF_8)).isEqualTo("hello");
  }
}
