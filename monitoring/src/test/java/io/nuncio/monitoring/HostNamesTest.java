package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private final HostNames names =
      new HostNames("nats.internal.example", List.of("mon.example.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8222",
        "10.1.2.3:80",
        "[::1]:8222",
        "[::1]",
        "localhost",
        "LocalHost:8222",
        "localhost.",
        "nats:8222",
        "nats.default.svc.cluster.local:8222",
        "vm7.europe.internal",
        "nats.internal.example:8222",
        "MON.example.com",
      })
  void acceptsWhatNoStrangerCanOwn(String host) {
    assertThat(names.accept(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8222",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "mon.example.com.evil.example",
        "xmon.example.com",
        "evil.notlocal",
      })
  void refusesOtherNames(String host) {
    assertThat(names.accept(host)).isFalse();
  }

  @Test
  void starStandsForAnyName() {
    assertThat(new HostNames("0.0.0.0", List.of("*")).accept("evil.example")).isTrue();
  }
}
