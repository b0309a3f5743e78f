package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.conf.ConfFiles;
import io.nuncio.config.conf.ConfParser;
import io.nuncio.config.conf.ConfSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringKeysTest {
  @TempDir Path folder;

  private static ConfigFile.Reading read(String text) {
    return ConfigFile.understand(
        ConfParser.parse(
            new ConfSource("nats.conf", text),
            name -> null,
            (including, name) -> new ConfFiles.Unreadable(name, "no such file")));
  }

  private static MonitoringConfig.Http http(String text) {
    ConfigFile.Reading reading = read(text);
    assertThat(reading.mistakes()).isEmpty();
    return (MonitoringConfig.Http) reading.config().monitoring();
  }

  private ServerConfig started(String text, String... flags) throws IOException {
    Path file = Files.writeString(folder.resolve("nats.conf"), text);
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(List.of("-c", file.toString()));
    return ((Invocation.Start) CommandLine.parse(all, name -> null)).config();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http: \"127.0.0.1:8222\" | 127.0.0.1 | 8222",
        "http: \"[::1]:8222\" | ::1 | 8222",
        "http: 8222 | 0.0.0.0 | 8222",
        "http: \":8222\" | 0.0.0.0 | 8222",
        "http: \"localhost:-1\" | localhost | 0",
        "http_port: 8222 | 0.0.0.0 | 8222",
        "monitor_port: -1 | 0.0.0.0 | 0",
        "http_port: 8222, host: \"10.0.0.1\" | 10.0.0.1 | 8222",
      })
  void listensWhereTheReferenceServerDoes(String text, String host, int port) {
    MonitoringConfig.Http http = http(text);

    assertThat(http.host() + " " + http.port()).isEqualTo(host + " " + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http: \"\"", "http_port: 0", "monitoring { token: s3cr3t }"})
  void isOffWithoutAPort(String text) {
    assertThat(read(text).config().monitoring()).isEqualTo(new MonitoringConfig.Off());
  }

  @ParameterizedTest
  @CsvSource({"/nats, /nats", "nats/, /nats", "/, ''", "'', ''", "/a/b//, /a/b"})
  void takesABasePathWithSlashesOrWithout(String written, String path) {
    assertThat(http("http: 1, http_base_path: \"" + written + "\"").basePath()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: \"127.0.0.1\"",
        "http: \"127.0.0.1:+1\"",
        "http: \"127.0.0.1:65536\"",
        "http: true",
        "http_port: 65536",
        "http_port: -2",
        "http_base_path: \"/a b\"",
        "http_base_path: \"/a//b\"",
        "http_base_path: \"/../b\"",
        "http_base_path: \"/a?b\"",
        "monitoring: true",
        "monitoring { tokn: s3cr3t }",
        "monitoring { token: \"\" }",
        "monitoring { token: true }",
        "monitoring { users: [] }",
        "monitoring { users: { user: joe, password: s3cr3t } }",
        "monitoring { users: [ { user: joe } ] }",
        "monitoring { users: [ { password: s3cr3t } ] }",
        "monitoring { users: [ { user: joe, password: \"\" } ] }",
        "monitoring { users: [ { user: \"j:e\", password: s3cr3t } ] }",
        "monitoring { users: [ { user: j, pass: s3cr3t }, { user: j, pass: s3cr3t } ] }",
        "monitoring { token: s3cr3t, users: [ { user: joe, password: s3cr3t } ] }",
        "monitoring { cors: \"example.com\" }",
        "monitoring { cors: \"https://a\\r\\nb\" }",
        "monitoring { metrics_prefix: \"1a\" }",
        "monitoring { metrics_prefix: \"a-b\" }",
      })
  void refusesWhatCannotBeMeantAndNamesNoSecret(String text) {
    assertThat(read(text).mistakes()).isNotEmpty().noneMatch(each -> each.contains("s3cr3t"));
  }

  @Test
  void readsWhoMayLook() {
    MonitoringConfig.Http byToken = http("http: 1, monitoring { token: s3cr3t }");
    MonitoringConfig.Http byUser =
        http("http: 1, monitoring { users: [ { user: joe, password: s3cr3t } ] }");

    assertThat(byToken.access()).isEqualTo(new MonitoringConfig.Access.Bearer(Secret.of("s3cr3t")));
    assertThat(byUser.access())
        .isEqualTo(new MonitoringConfig.Access.Basic(Map.of("joe", Secret.of("s3cr3t"))));
  }

  @Test
  void flagGoesOverThePortOfTheFileAndKeepsTheRest() throws IOException {
    ServerConfig config =
        started("http: \"127.0.0.1:1\", http_base_path: \"/x\"", "-m", "8222", "-a", "10.0.0.1");

    var http = (MonitoringConfig.Http) config.monitoring();
    assertThat(http.host() + ":" + http.port() + http.basePath()).isEqualTo("127.0.0.1:8222/x");
  }

  @Test
  void flagThatSaysZeroLeavesThePortOfTheFile() throws IOException {
    var http = (MonitoringConfig.Http) started("http_port: 8222", "-m", "0").monitoring();

    assertThat(http.port()).isEqualTo(8222);
  }

  @Test
  void hostOfTheClientsIsTheOneThatTheFlagNames() throws IOException {
    var http = (MonitoringConfig.Http) started("http_port: 8222", "-a", "10.0.0.1").monitoring();

    assertThat(http.host()).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2", "65536", "08", "x", "+1"})
  void refusesAFlagThatIsNoPort(String port) {
    Invocation invocation = CommandLine.parse(List.of("-m", port), name -> null);

    assertThat(invocation)
        .asString()
        .contains("invalid value \"" + port + "\" for flag -m")
        .contains("-m 8222");
  }

  static List<String> documentedBlocks() throws IOException {
    Matcher examples =
        Pattern.compile("(?m)^\\| `monitoring` \\| `([^`]*)` \\|")
            .matcher(Files.readString(Path.of("../docs/configuration.md")));
    return examples.results().map(each -> each.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("documentedBlocks")
  void reloadFollowsWhatTheDocumentationShows(String example) {
    ServerConfig running = read("http: 8222").config();

    ConfigFile.Reading reading = read("http: 8222, " + example);

    assertThat(reading.mistakes()).isEmpty();
    assertThat(ConfigDiff.between(running, reading.config()))
        .containsExactly(new ConfigChange.Reloadable("monitoring", "Reloaded: monitoring"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http: 8223", "http: \"127.0.0.1:8222\"", "", "http: 8222, http_base_path: x"})
  void anotherPlaceNeedsARestart(String text) {
    ServerConfig running = read("http: 8222").config();

    assertThat(ConfigDiff.between(running, read(text).config()))
        .isNotEmpty()
        .allMatch(change -> change instanceof ConfigChange.NeedsRestart);
  }
}
