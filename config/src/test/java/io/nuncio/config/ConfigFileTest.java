package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @Test
  void takesEveryKeyThatWorks() {
    ServerConfig config =
        accepted(
                """
                listen: "127.0.0.1:4333"
                server_name = berlin-1
                client_advertise: "nats.example.org:4222"
                pid_file: "/run/n.pid"
                ports_file_dir: "/run"
                max_payload: 2MB
                max_control_line: 8kb
                max_pending: 16MB
                MAX_CONNECTIONS: 100
                max_subs: 50
                max_sub_tokens: 8
                ping_interval: "30s"
                ping_max: 3
                write_deadline: "5s"
                lame_duck_duration: "1m"
                lame_duck_grace_period: "5s"
                authorization { token: "s3cr3t", timeout: 1.5 }
                """)
            .config();

    assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 4333));
    assertThat(config.identity().serverName()).isEqualTo("berlin-1");
    assertThat(config.identity().clientAdvertise()).isEqualTo("nats.example.org:4222");
    assertThat(config.files().pidFile()).isEqualTo(Path.of("/run/n.pid"));
    assertThat(config.files().portsFolder()).isEqualTo(Path.of("/run"));
    assertThat(config.limits()).isEqualTo(new Limits(2 << 20, 8192, 16 << 20, 100, 50, 8));
    assertThat(config.timers())
        .isEqualTo(
            new Timers(Duration.ofMillis(1500), Duration.ofSeconds(30), 3, Duration.ofSeconds(5)));
    assertThat(config.lameDuck())
        .isEqualTo(new LameDuck(Duration.ofMinutes(1), Duration.ofSeconds(5)));
    assertThat(config.authentication()).isInstanceOf(AuthenticationConfig.Token.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_payload: 0",
        "max_control_line: 0",
        "max_pending: 0",
        "ping_max: 0",
        "ping_interval: 0",
        "write_deadline: \"0s\"",
      })
  void zeroStandsForTheDefaultWithAWarning(String text) {
    ConfigFile.Accepted accepted = accepted(text);

    assertThat(accepted.config()).isEqualTo(ServerConfig.defaults());
    assertThat(accepted.warnings()).anyMatch(line -> line.contains("0 stands for the default, "));
  }

  @Test
  void lessThanZeroMeansNoLimitWhereZeroDoes() {
    assertThat(accepted("max_subs: -1, max_traced_msg_len: -1").config())
        .isEqualTo(ServerConfig.defaults());
  }

  @Test
  void takesEveryKeyAboutTheLog() {
    ServerConfig config =
        accepted(
                """
                debug: true
                trace: off
                logtime_utc: yes
                logfile: "/var/log/n.log"
                logfile_size_limit: 1MB
                logfile_max_num: 3
                max_traced_msg_len: 100
                log_format: json
                audit_log: "audit.log"
                """)
            .config();

    assertThat(config.log())
        .isEqualTo(
            new LogConfig(
                true,
                LogConfig.Trace.OFF,
                new LogDestination.File(Path.of("/var/log/n.log"), 1 << 20, 3),
                LogConfig.Time.UTC,
                LogConfig.Format.JSON,
                100,
                Path.of("audit.log")));
  }

  @Test
  void takesEveryKeyAboutTheProtocolAndWhatIsReported() {
    ServerConfig config =
        accepted(
                """
                trace_verbose: false
                trace_headers: true
                no_header_support: true
                proxy_protocol: true
                no_fast_producer_stall: true
                disable_sublist_cache: true
                write_timeout: retry
                loops: 3
                max_closed_clients: 5
                connect_error_reports: 6
                reconnect_error_reports: 7
                server_tags: [eu, " ssd "]
                server_metadata { rack: "7" }
                feature_flags { js_ack_fc_v2: true }
                """)
            .config();

    assertThat(config.log().trace()).isEqualTo(new LogConfig.Trace(true, false, true));
    assertThat(config.protocol())
        .isEqualTo(
            new ClientProtocol(false, true, false, ClientProtocol.WriteTimeout.RETRY, false));
    assertThat(config.loops()).isEqualTo(3);
    assertThat(config.reports()).isEqualTo(new Reports(5, 6, 7));
    assertThat(config.identity().tags()).containsExactly("eu", "ssd");
    assertThat(config.identity().metadata()).containsExactly(Map.entry("rack", "7"));
    assertThat(config.identity().featureFlags()).containsExactly(Map.entry("js_ack_fc_v2", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write_timeout: later",
        "loops: 0",
        "loops: 1025",
        "server_tags: 5",
        "server_metadata: x",
        "server_metadata { a: 5 }",
        "feature_flags { a: 5 }",
        "client_advertise: \"a:b:c\"",
        "remote_syslog: \"tcp://h:1\"",
        "reconnect_error_reports: 0",
      })
  void refusesAValueOfAnotherKind(String text) {
    assertThat(mistakes(text))
        .singleElement()
        .asString()
        .startsWith("nats.conf:1:")
        .contains("expected");
  }

  @ParameterizedTest
  @CsvSource({
    "port: 4333,                0.0.0.0,   4333",
    "port: -1,                  0.0.0.0,   0",
    "port: 0,                   0.0.0.0,   4222",
    "host: localhost,           localhost, 4222",
    "listen: 4333,              0.0.0.0,   4333",
    "listen: localhost:-1,      localhost, 0",
    "'listen: \"[::1]:4333\"',  ::1,       4333",
  })
  void readsWhereToListen(String text, String host, int port) {
    assertThat(accepted(text).config().listen()).isEqualTo(new ListenAddress(host, port));
  }

  @Test
  void saysAllThatIsWrongAtOnceAndWhere() {
    List<String> mistakes =
        mistakes(
            """
            prot: 4333
            max_payload: lots
            jetstream: true
            ping_interval: "5 apples"
            tls { cert_file: "x" }
            """);

    assertThat(mistakes)
        .satisfiesExactlyInAnyOrder(
            each ->
                assertThat(each)
                    .startsWith("nats.conf:1:1: unknown field \"prot\"")
                    .contains("port"),
            each -> assertThat(each).startsWith("nats.conf:2:").contains("a whole number"),
            each -> assertThat(each).startsWith("nats.conf:3:1: jetstream is not built yet"),
            each -> assertThat(each).startsWith("nats.conf:4:").contains("ping_interval"),
            each -> assertThat(each).startsWith("nats.conf:5:5: missing 'key_file'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leafnodes { remotes: [ { url: \"nats://hub:7422\" } ] }",
        "leafnodes { port: 7422, Remotes: [] }",
        "websocket: true"
      })
  void partThatIsNotBuiltIsRefusedWhereMoreThanAPortIsAskedOf(String text) {
    assertThat(mistakes(text)).singleElement().asString().contains("is not built yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jetstream: false",
        "jetstream: disabled",
        "http_port: 0",
        "cluster {}",
        "accounts: []",
        "mqtt: {}",
      })
  void acceptsWhatIsOff(String text) {
    assertThat(accepted(text).config()).isEqualTo(ServerConfig.defaults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization { users: [ { user: ann, pasword: s3cr3t } ] }",
        "authorization { users: [] }",
        "authorization { tokn: s3cr3t }",
        "authorization: s3cr3t",
        "authorization { token: s3cr3t }\nauthorization { timeout: 1 }",
      })
  void neverLetsEverybodyInByMistake(String text) {
    assertThat(mistakes(text)).isNotEmpty().noneMatch(each -> each.contains("s3cr3t"));
  }

  @Test
  void numberForADurationIsTakenForSecondsWithAWarning() {
    ConfigFile.Accepted accepted = accepted("ping_interval: 30");

    assertThat(accepted.config().timers().pingInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(accepted.warnings()).singleElement().asString().contains("nats.conf:1:");
  }

  @Test
  void keyThatAVariableUsesIsNotUnknown() {
    assertThat(accepted("secret: \"t\"\nauthorization { token: $secret }").warnings()).isEmpty();
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThat(mistakes("max_payload: 2MB\nmax_pending: 1MB"))
        .singleElement()
        .asString()
        .contains("cannot be higher than max_pending");
    assertThat(mistakes("lame_duck_duration: \"5s\"")).hasSize(1);
  }

  @Test
  void fileThatIsNotThereIsNamed(@TempDir Path folder) {
    ConfigFile.Outcome outcome = ConfigFile.read(folder.resolve("nats.conf"), name -> null);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ConfigFile.Refused.class,
            refused ->
                assertThat(refused.mistakes())
                    .singleElement()
                    .asString()
                    .contains("nats.conf")
                    .contains("no such file"));
  }
}
