package io.nuncio.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Identity;
import io.nuncio.config.ServerConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvertisedAddressTest {
  private static ServerConfig advertising(@Nullable String address) {
    return ServerConfig.builder()
        .identity(new Identity(null, address, List.of(), Map.of(), Map.of()))
        .build();
  }

  @Test
  void isTheAddressListenedOnUnlessSaidOtherwise() {
    assertThat(AdvertisedAddress.of(advertising(null), 4711))
        .isEqualTo(new AdvertisedAddress("0.0.0.0", 4711));
  }

  @ParameterizedTest
  @CsvSource({
    "nats.example.org,      nats.example.org, 4711",
    "nats.example.org:4222, nats.example.org, 4222",
    "192.0.2.1:4222,        192.0.2.1,        4222",
    "2001:db8::1,           2001:db8::1,      4711",
    "[2001:db8::1],         2001:db8::1,      4711",
    "[2001:db8::1]:4222,    2001:db8::1,      4222",
  })
  void readsHostAndPort(String advertised, String host, int port) {
    assertThat(AdvertisedAddress.of(advertising(advertised), 4711))
        .isEqualTo(new AdvertisedAddress(host, port));
  }
}
