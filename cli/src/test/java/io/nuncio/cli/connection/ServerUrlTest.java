package io.nuncio.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
  @ParameterizedTest
  @CsvSource({
    "nats://localhost:4222, nats://localhost:4222",
    "nats://t0k@localhost, nats://localhost",
    "nats://joe:p@ss@localhost:1, nats://localhost:1",
    "joe:p/w@localhost:1, localhost:1",
    "tls://t@[::1]:4222, tls://[::1]:4222",
    "localhost, localhost"
  })
  void showsEverythingButWhoConnects(String url, String shown) {
    assertThat(ServerUrl.withoutIdentity(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nats://joe:pw@h:1", "h", "tls://[::1]", "::1", "nats://t@[fe80::1]:7"})
  void joinsToWhatItWas(String url) {
    assertThat(ServerUrl.of(url).full()).isEqualTo(url);
  }

  @Test
  void movesToAnotherAddress() {
    ServerUrl url = ServerUrl.of("nats://t@localhost:4222");

    assertThat(url.at("127.0.0.1").full()).isEqualTo("nats://t@127.0.0.1:4222");
    assertThat(url.at("::1").shown()).isEqualTo("nats://[::1]:4222");
  }
}
