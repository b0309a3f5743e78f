package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsDiffTest {
  private static ServerConfig tls(String keys) {
    return accepted("tls { cert_file: c, key_file: k " + keys + " }").config();
  }

  private static List<String> lines(ServerConfig running, ServerConfig wanted) {
    return ConfigDiff.between(running, wanted).stream()
        .map(change ->
            change instanceof ConfigChange.NeedsRestart restart
                ? restart.sentence()
                : ((ConfigChange.Reloadable) change).line())
        .toList();
  }

  @Test
  void filesAreReadAgainEvenIfNothingElseChanged() {
    assertThat(lines(tls(""), tls(""))).containsExactly("Reloaded: tls = enabled");
    assertThat(lines(ServerConfig.defaults(), ServerConfig.defaults())).isEmpty();
  }

  @Test
  void tlsComesAndGoesWithTheTimeToAuthenticate() {
    assertThat(lines(ServerConfig.defaults(), tls("")))
        .containsExactly("Reloaded: tls = enabled", "Reloaded: authorization timeout = 3");
    assertThat(lines(tls(""), ServerConfig.defaults()))
        .containsExactly("Reloaded: tls = disabled", "Reloaded: authorization timeout = 2");
  }

  @Test
  void eachPartHasItsLine() {
    String pin = "\"" + "ab".repeat(32) + "\"";

    assertThat(
            lines(
                tls(", timeout: 2"),
                tls(", timeout: 2.5, pinned_certs: [ " + pin + " ], first: \"300ms\"")))
        .contains(
            "Reloaded: tls = enabled",
            "Reloaded: tls timeout = 2.5",
            "Reloaded: 1 pinned_certs",
            "Reloaded: Client TLS handshake first: true",
            "Reloaded: Client TLS handshake first fallback delay: 300ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verify_and_map: true | tls.verify_and_map needs a restart (running with false, configured"
            + " is true)",
        "connection_rate_limit: 7 | tls.connection_rate_limit needs a restart (running with 0,"
            + " configured is 7)",
      })
  void someNeedARestart(String key, String sentence) {
    assertThat(lines(tls(""), tls(", " + key))).contains(sentence);
  }

  @Test
  void clientsWithoutTlsNeedARestart() {
    ServerConfig both = accepted("allow_non_tls: true, tls { cert_file: c, key_file: k }").config();

    assertThat(lines(tls(""), both))
        .contains("allow_non_tls needs a restart (running with false, configured is true)");
  }
}
