package io.nuncio.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.transport.ServerAddress.UserInfo;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a URL says.
class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, nats://localhost:4222",
    "localhost:5222, nats://localhost:5222",
    "nats://10.0.0.1, nats://10.0.0.1:4222",
    "tls://example.com:443/, tls://example.com:443",
    "nats://tok@host:1, nats://host:1",
    "[::1]:5, nats://[::1]:5",
    "nats://[::1], nats://[::1]:4222",
  })
  void placeIsRead(String url, String expected) {
    assertThat(ServerAddress.parse(url).url()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "nats://mytoken@h, mytoken,",
    "nats://a%3Ab%40c%2Fd%25e!@h, a:b@c/d%e!,",
    "nats://joe:p%40ss@h, joe, p@ss",
    "nats://50%@h, 50%,",
    "nats://%C3%BC@h, ü,",
    "nats://%4@h, %4,",
    "nats://%41@h, A,",
  })
  void userInfoIsDecoded(String url, String user, String password) {
    UserInfo userInfo = Objects.requireNonNull(ServerAddress.parse(url).userInfo());

    assertThat(userInfo.user()).isEqualTo(user);
    assertThat(userInfo.password()).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nats://", "http://h", "h:0", "h:70000", "h:x", "nats://s3cret@h:x"})
  void whatIsNoServerIsRefusedWithoutItsSecret(String url) {
    assertThatThrownBy(() -> ServerAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void nothingTurnsTheUserIntoText() {
    ServerAddress address = ServerAddress.parse("nats://s3cret:s3cret@host");

    assertThat(address + " " + address.url() + " " + address.userInfo()).doesNotContain("s3cret");
  }

  @Test
  void passwordThatStandsWhereAPortShouldIsNotRepeated() {
    assertThatThrownBy(() -> ServerAddress.parse("nats://joe:s3cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a number from 1 to 65535")
        .hasMessageNotContaining("s3cret");
  }
}
