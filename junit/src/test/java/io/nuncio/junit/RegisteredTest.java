package io.nuncio.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Connection;
import io.nuncio.client.Nats;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Servers that are described in code and registered in fields.
@SuppressWarnings("try") // closing a client may be interrupted
class RegisteredTest {
  @RegisterExtension
  static final NuncioExtension nats = NuncioExtension.of(server -> server.user("joe", "s3cr3t"));

  @Test
  void isReachedFromStaticCode() throws Exception {
    try (var client = nats.server().connect()) {
      assertThat(client.getServerInfo().isAuthRequired()).isTrue();
    }
  }

  @Test
  void isPassedToParameters(URI uri) {
    assertThat(uri).isEqualTo(nats.uri());
  }

  /// Does not start another one.
  @Nested
  class Inside {
    @Test
    void isTheSame(URI uri) {
      assertThat(uri).isEqualTo(nats.uri());
    }
  }

  /// Two in one class, a server for each method in the field that is not static.
  @Nested
  class ForEachMethod {
    @RegisterExtension
    final NuncioExtension own = NuncioExtension.of(server -> server.token("own"));

    @Test
    void isAnother() throws Exception {
      try (var client = Nats.connect("nats://own@127.0.0.1:" + own.server().port())) {
        assertThat(own.uri()).isNotEqualTo(nats.uri());
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }
}
