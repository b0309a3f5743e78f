package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import io.nuncio.config.ClientProtocol.WriteTimeout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {
  private static final ServerConfig PLAIN = ServerConfig.defaults();

  private static List<String> lines(ServerConfig running, ServerConfig wanted) {
    return ConfigDiff.between(running, wanted).stream()
        .map(change ->
            change instanceof ConfigChange.Reloadable(var key, String line) ? line : "restart")
        .toList();
  }

  private static List<String> restarts(ServerConfig wanted) {
    return ConfigDiff.between(PLAIN, wanted).stream()
        .map(change ->
            change instanceof ConfigChange.NeedsRestart restart ? restart.sentence() : "reloadable")
        .toList();
  }

  @Test
  void findsNothingBetweenEqualConfigurations() {
    var token = new AuthenticationConfig.Token(Secret.of("t"));
    var one = PLAIN.change().authentication(token).build();
    var other =
        PLAIN.change().authentication(new AuthenticationConfig.Token(Secret.of("t"))).build();

    assertThat(ConfigDiff.between(one, other)).isEmpty();
  }

  @Test
  void reportsWhatCanBeReloadedInTheWordsOfTheReferenceServer() {
    var wanted =
        PLAIN
            .change()
            .identity(new Identity(null, "h:1", List.of("eu"), Map.of("rack", "7"), Map.of()))
            .limits(PLAIN.limits().withBytes(2_000, 512, PLAIN.limits().maxPendingBytes()))
            .timers(
                new Timers(
                    Duration.ofMillis(1500), Duration.ofMinutes(1), 5, Duration.ofSeconds(3)))
            .protocol(new ClientProtocol(true, false, false, WriteTimeout.CLOSE, true))
            .files(new ProcessFiles(Path.of("p"), Path.of("f")))
            .build();

    assertThat(lines(PLAIN, wanted))
        .containsExactly(
            "Reload: client_advertise = h:1",
            "Reloaded: ping_interval = 1m0s",
            "Reloaded: ping_max = 5",
            "Reloaded: authorization timeout = 1.5",
            "Reloaded: max_control_line = 512",
            "Reloaded: max_payload = 2000",
            "Reloaded: fast producers will not be stalled",
            "Reloaded: pid_file = p",
            "Reloaded: ports_file_dir = f",
            "Reloaded: write_deadline = 3s",
            "Reloaded: tags",
            "Reloaded: metadata");
  }

  @Test
  void reportsEachPartOfTheLog() {
    var wanted =
        PLAIN
            .change()
            .log(
                new LogConfig(
                    true,
                    new LogConfig.Trace(true, true, true),
                    new LogDestination.File(Path.of("x.log"), 0, 0),
                    LogConfig.Time.UTC,
                    LogConfig.Format.JSON,
                    9,
                    Path.of("audit.log")))
            .build();

    assertThat(lines(PLAIN, wanted))
        .containsExactly(
            "Reloaded: trace = true",
            "Reloaded: debug = true",
            "Reloaded: trace_verbose = true",
            "Reloaded: trace_headers = true",
            "Reloaded: logtime_utc = true",
            "Reloaded: log_file = x.log",
            "Reloaded: log_format = json",
            "Reloaded: audit_log = audit.log",
            "Reloaded: max_traced_msg_len = 9");
  }

  @Test
  void reportsThatASecretChangedAndNotWhatItIs() {
    var token =
        PLAIN.change().authentication(new AuthenticationConfig.Token(Secret.of("canary-1")));
    var user =
        PLAIN.change().authentication(new AuthenticationConfig.User("joe", Secret.of("canary-2")));
    var other =
        PLAIN.change().authentication(new AuthenticationConfig.User("joe", Secret.of("canary-3")));

    assertThat(lines(PLAIN, token.build())).containsExactly("Reloaded: authorization token");
    assertThat(lines(token.build(), user.build()))
        .containsExactly(
            "Reloaded: authorization username",
            "Reloaded: authorization password",
            "Reloaded: authorization token");
    assertThat(lines(user.build(), other.build()))
        .containsExactly("Reloaded: authorization password");
    assertThat(ConfigDiff.between(token.build(), other.build()).toString())
        .doesNotContain("canary");
  }

  private static AuthenticationConfig tokens(String... namesAndTokens) {
    List<NamedToken> tokens = new ArrayList<>();
    for (int i = 0; i < namesAndTokens.length; i += 2) {
      tokens.add(new NamedToken(namesAndTokens[i], Secret.of(namesAndTokens[i + 1]), null));
    }
    return new AuthenticationConfig.Tokens(tokens);
  }

  @Test
  void reportsWhichOfSeveralTokensCameAndWent() {
    var before = PLAIN.change().authentication(tokens("old", "c-1", "web", "c-2", "db", "c-3"));
    var after = PLAIN.change().authentication(tokens("ci", "c-4", "db", "c-3", "web", "c-5"));
    var single = PLAIN.change().authentication(new AuthenticationConfig.Token(Secret.of("c-6")));

    assertThat(lines(before.build(), after.build()))
        .containsExactly("Reloaded: authorization tokens: added ci, removed old, changed web");
    assertThat(lines(single.build(), after.build()))
        .containsExactly(
            "Reloaded: authorization token",
            "Reloaded: authorization tokens: added ci, added db, added web");
    assertThat(lines(after.build(), after.build())).isEmpty();
  }

  @Test
  void reportsANewExpiryAndNoMoreThanTenNames() {
    String[] many = new String[24];
    for (int i = 0; i < many.length; i++) {
      many[i] = "n" + i;
    }
    var later = new NamedToken("ci", Secret.of("t"), Instant.EPOCH);
    var before = PLAIN.change().authentication(tokens("ci", "t")).build();

    assertThat(
            lines(
                before,
                PLAIN
                    .change()
                    .authentication(new AuthenticationConfig.Tokens(List.of(later)))
                    .build()))
        .containsExactly("Reloaded: authorization tokens: changed ci");
    assertThat(lines(PLAIN, PLAIN.change().authentication(tokens(many)).build()))
        .singleElement()
        .asString()
        .endsWith("added n18 and 2 more");
  }

  @Test
  void reportsHowGuessingIsSlowed() {
    var delay =
        new FailureDelay(
            3, Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofSeconds(1), true);

    assertThat(lines(PLAIN, PLAIN.change().failureDelay(delay).build()))
        .containsExactly(
            "Reloaded: auth_failure_delay = { after: 3, per: 1m0s, min: 50ms, max: 1s, loopback:"
                + " true }");
    assertThat(lines(PLAIN, PLAIN.change().failureDelay(FailureDelay.off()).build()))
        .containsExactly("Reloaded: auth_failure_delay = off");
  }

  @Test
  void namesWhatNeedsARestart() {
    var wanted =
        PLAIN
            .change()
            .listen(new ListenAddress("127.0.0.1", 4333))
            .identity(new Identity("b", null, List.of(), Map.of(), Map.of("js_ack_fc_v2", true)))
            .limits(new Limits(1 << 20, 4096, 1 << 21, 65_536, 7, 8))
            .protocol(new ClientProtocol(false, true, true, WriteTimeout.RETRY, false))
            .reports(new Reports(1, 3600, 1))
            .loops(4)
            .lameDuck(new LameDuck(Duration.ofMinutes(3), Duration.ofSeconds(5)))
            .build();

    assertThat(restarts(wanted))
        .containsExactly(
            "server_name needs a restart (running with none, configured is b)",
            "host needs a restart (running with 0.0.0.0, configured is 127.0.0.1)",
            "port needs a restart (running with 4222, configured is 4333)",
            "feature_flags needs a restart (running with {}, configured is {js_ack_fc_v2=true})",
            "disable_sublist_cache needs a restart (running with false, configured is true)",
            "no_header_support needs a restart (running with false, configured is true)",
            "proxy_protocol needs a restart (running with false, configured is true)",
            "write_timeout needs a restart (running with CLOSE, configured is RETRY)",
            "max_subscriptions needs a restart (running with 0, configured is 7)",
            "max_sub_tokens needs a restart (running with 0, configured is 8)",
            "max_pending needs a restart (running with 67108864, configured is 2097152)",
            "lame_duck_duration needs a restart (running with 2m0s, configured is 3m0s)",
            "lame_duck_grace_period needs a restart (running with 10s, configured is 5s)",
            "loops needs a restart (running with the default, configured is 4)",
            "max_closed_clients needs a restart (running with 10000, configured is 1)");
  }
}
