package io.nuncio.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.Servers;
import io.nuncio.cli.TestMachine;
import io.nuncio.cli.TestMachine.Result;
import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.junit.NuncioTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NuncioTest
class CheckConnectionTest {
  /// Limits that no machine is too slow for.
  private static final List<String> GENEROUS =
      List.of(
          "--connect-warn=1h",
          "--connect-critical=2h",
          "--rtt-warn=1h",
          "--rtt-critical=2h",
          "--req-warn=1h",
          "--req-critical=2h");

  @TempDir Path home;

  private Result check(String server, String... flags) {
    var words = new ArrayList<>(List.of("server", "check", "connection", "--server", server));
    words.addAll(List.of(flags));
    for (String each : GENEROUS) {
      String name = each.substring(0, each.indexOf('=') + 1);
      if (words.stream().noneMatch(word -> word.startsWith(name))) {
        words.add(each);
      }
    }
    return new TestMachine(home).run(words.toArray(String[]::new));
  }

  @Test
  void serverThatIsWellIsOk(URI server) {
    Result result = check(server.toString());

    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .matches(
            "OK Connection OK:connected to nats://127.0.0.1:\\d+ in \\S+ OK:rtt time \\S+"
                + " OK:round trip took \\S+ \\| connect_time=0\\.\\d{4}s;3600.0000;7200.0000"
                + " rtt=\\d+\\.\\d{4}s;3600.0000;7200.0000"
                + " request_time=0\\.\\d{4}s;3600.0000;7200.0000\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--connect-warn=0, 1, WARNING, connect time exceeded 0.00µs",
    "--rtt-warn=0, 1, WARNING, rtt time exceeded",
    "--req-warn=0, 1, WARNING, round trip request time exceeded",
    "--connect-critical=0, 2, CRITICAL, connect time exceeded",
    "--rtt-critical=0, 2, CRITICAL, rtt time exceeded",
    "--req-critical=0, 2, CRITICAL, round trip request time exceeded"
  })
  void slownessIsAsBadAsTheLimitSays(
      String flag, int status, String word, String sentence, URI server) {
    Result result = check(server.toString(), flag);

    assertThat(result.status()).isEqualTo(status);
    assertThat(result.out())
        .startsWith(word + " Connection " + (status == 1 ? "Warn:" : "Crit:"))
        .contains(sentence)
        .hasLineCount(1);
  }

  @Test
  void serverThatIsNotThereIsCritical() {
    Result result = check("nats://s3cr3t@127.0.0.1:1");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("CRITICAL Connection Crit:connection failed: cannot connect to 127.0.0.1:1")
        .doesNotContain("s3cr3t", " | ")
        .hasLineCount(1);
  }

  @Test
  void whatTheServerForbidsIsCritical() {
    String config =
        """
        authorization { users: [ { user: joe, password: pw, permissions: {
          publish: "open.>", subscribe: ">" } } ] }
        """;
    try (EmbeddedNats server = Servers.of(config)) {
      Result result =
          check("nats://joe:pw@127.0.0.1:" + server.port(), "--timeout=300ms", "--format=text");

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.out())
          .startsWith("Connection: CRITICAL\n  critical: ")
          .contains("Permissions Violation");
    }
  }

  @Test
  void objectHoldsAllOfIt(URI server) {
    assertThat(check(server.toString(), "--format", "json", "--rtt-warn=0").out())
        .startsWith("{\"status\":\"WARNING\",\"check_suite\":\"connection\"")
        .contains("\"warning\":[\"rtt time exceeded 0.00µs\"]", "{\"name\":\"rtt\",\"value\":");
  }

  @Test
  void mistakeOnTheCommandLineIsUnknown() {
    assertThat(check("127.0.0.1", "--format", "xml").status()).isEqualTo(3);
    assertThat(check("http://127.0.0.1").status()).isEqualTo(3);
    assertThat(check("127.0.0.1", "--rtt-warn=x").err()).contains("a duration is a number");
  }
}
