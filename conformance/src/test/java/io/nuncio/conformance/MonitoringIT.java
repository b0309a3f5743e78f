package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server says of itself over HTTP: the fields that tools read, in their order and with
/// their types.
class MonitoringIT {
  /// A field of `/varz`, in the order in which the reference server writes them; those with a
  /// question mark are the reference server's alone, those with an exclamation mark ours.
  private static final List<String> VARZ =
      split(
          "server_id s, server_name s, version s, proto n, go s, host s, port n, auth_required b,"
              + " max_connections n, ping_interval n, ping_max n, http_host s, http_port n,"
              + " http_base_path s, https_port n, auth_timeout n, max_control_line n,"
              + " max_payload n, max_pending n, cluster {, gateway {, leaf {, mqtt {,"
              + " websocket {, jetstream {, tls_timeout n, write_deadline n, start s, now s,"
              + " uptime s, mem n, cores n, gomaxprocs n, cpu n, connections n,"
              + " total_connections n, routes n, remotes n, leafnodes n, in_msgs n, in_bytes n,"
              + " in_client_msgs n, in_client_bytes n, out_msgs n, out_bytes n,"
              + " out_client_msgs n, out_client_bytes n, slow_consumers n, stale_connections n,"
              + " stalled_clients n, subscriptions n, http_req_stats {, config_load_time s,"
              + " config_digest s, feature_flags? {, system_account? s, slow_consumer_stats {,"
              + " stale_connection_stats {, disk_io_wait_stats {, auth_failure_stats! {");

  private static final List<String> CONNZ =
      split("server_id s, now s, num_connections n, total n, offset n, limit n, connections [");

  private static final List<String> CONNECTION =
      split(
          "cid n, kind s, type s, ip s, port n, start s, last_activity s, rtt s, uptime s, idle s,"
              + " pending_bytes n, in_msgs n, out_msgs n, in_bytes n, out_bytes n,"
              + " subscriptions n, name s, lang s, version s, authorized_user s,"
              + " subscriptions_list_detail [, name_tag s");

  private static final List<String> SUBSZ =
      split(
          "server_id s, now s, num_subscriptions n, num_cache n, num_inserts n, num_removes n,"
              + " num_matches n, cache_hit_rate n, max_fanout n, avg_fanout n, total n,"
              + " offset n, limit n");

  private static final String TOKEN = "t0ps3cr3t";

  private static ServerProcess server;
  private static RawPeer client;
  private static int port;

  @BeforeAll
  static void start() {
    server = ServerUnderTest.start("-m", "-1", "--auth", TOKEN);
    String line = server.awaitLine("Starting http monitor on 127\\.0\\.0\\.1:\\d+");
    port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    client =
        server
            .connect()
            .handshake(
                "'auth_token':'"
                    + TOKEN
                    + "','name':'<n>','lang':'raw','version':'1','verbose':false");
    client.send("SUB foo 1\r\nSUB bar.* q 2\r\nUNSUB 2 9\r\nPUB foo 5\r\nhello\r\n");
    client.expect("MSG foo 1 5\r\nhello\r\n");
    client.expectNothingElse();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static List<String> split(String fields) {
    return List.of(fields.split(", ", -1));
  }

  private static HttpAnswer get(String path) {
    return HttpAnswer.to(port, "GET", path);
  }

  /// The fields of a JSON object that begin at this depth, with a letter for what they are.
  private static List<String> fields(String json, int depth) {
    Matcher field = Pattern.compile("(?m)^ {" + 2 * depth + "}\"([a-z_]+)\": (.)").matcher(json);
    return field.results().map(each -> each.group(1) + " " + type(each.group(2))).toList();
  }

  private static String type(String first) {
    return switch (first) {
      case "\"" -> "s";
      case "t", "f" -> "b";
      case "{", "[" -> first;
      default -> "n";
    };
  }

  private static List<String> expected(List<String> fields) {
    return fields.stream()
        .filter(field -> !field.contains(ServerUnderTest.isReference() ? "!" : "?"))
        .map(field -> field.replaceAll("[?!]", ""))
        .toList();
  }

  @Test
  void varzHasTheFieldsOfTheReferenceServerInTheirOrder() {
    assertThat(fields(get("/varz").body(), 1)).containsExactlyElementsOf(expected(VARZ));
  }

  @Test
  void connzHasThemToo() {
    String json = get("/connz?auth=1&subs=detail").body();

    assertThat(fields(json, 1)).containsExactlyElementsOf(expected(CONNZ));
    assertThat(fields(json, 3)).containsExactlyElementsOf(expected(CONNECTION));
    assertThat(json)
        .contains("\"name\": \"\\u003cn\\u003e\"", "\"authorized_user\": \"[REDACTED]\"");
  }

  @Test
  void subszHasThemToo() {
    assertThat(fields(get("/subsz").body(), 1)).containsExactlyElementsOf(expected(SUBSZ));
    assertThat(get("/subscriptionsz").body()).contains("num_subscriptions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/accountz | server_id s, now s, system_account? s, accounts [",
        "/accstatz | server_id s, now s, account_statz [",
        "/routez | server_id s, server_name s, now s, num_routes n, routes [",
        "/leafz | server_id s, now s, leafnodes n, leafs [",
        "/gatewayz | server_id s, now s, outbound_gateways {, inbound_gateways {",
        "/jsz | memory n, storage n, reserved_memory n, reserved_storage n, accounts n,"
            + " ha_assets n, api {, server_id s, now s, disabled b, config {, streams n,"
            + " consumers n, messages n, bytes n, total n",
      })
  void theOthersHaveThemToo(String path, String fields) {
    HttpAnswer answer = get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(fields(answer.body(), 1)).containsExactlyElementsOf(expected(split(fields)));
  }

  @Test
  void countsWhatWasSent() {
    assertThat(get("/varz").body())
        .contains("\"in_msgs\": 1,", "\"in_bytes\": 5,", "\"out_msgs\": 1,", "\"out_bytes\": 5,")
        .contains("\"auth_required\": true,");
  }

  @Test
  void subscriptionsThatMatchAreFound() {
    assertThat(get("/subsz?subs=1&test=bar.x").body())
        .contains("\"total\": 1,")
        .contains(
            """
                  "subject": "bar.*",
                  "qgroup": "q",
                  "sid": "2",
                  "msgs": 0,
                  "max": 9,
            """);
  }

  @Test
  void closedConnectionsAreRemembered() {
    server
        .connect()
        .handshake("'auth_token':'" + TOKEN + "','name':'gone','verbose':false")
        .close();
    Await.until(
        "the connection is closed",
        RawPeer.LIMIT,
        () -> get("/connz?state=closed").body().contains("\"name\": \"gone\""));

    assertThat(get("/connz?state=closed&sort=stop").body())
        .contains("\"reason\": \"Client Closed\",", "\"stop\": \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "2147483648", "4611686018427387904", "9223372036854775807"})
  void hostilePagesAreEmptyOrFull(String number) {
    for (String path : new String[] {"/connz?state=all&", "/subsz?subs=1&"}) {
      HttpAnswer answer = get(path + "offset=" + number + "&limit=" + number);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).endsWith("}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/connz?limit=9223372036854775808 | Error decoding int for 'limit': strconv.Atoi: parsing"
            + " \"9223372036854775808\": value out of range",
        "/connz?offset=x | Error decoding int for 'offset': strconv.Atoi: parsing \"x\": invalid"
            + " syntax",
        "/connz?cid=-1 | Error decoding uint64 for 'cid': strconv.ParseUint: parsing \"-1\": invalid"
            + " syntax",
        "/connz?auth=x | Error decoding boolean for 'auth': strconv.ParseBool: parsing \"x\":"
            + " invalid syntax",
        "/connz?state=1 | Error decoding state for 1",
        "/connz?sort=foo | invalid sorting option: foo",
        "/connz?sort=stop | sort by stop only valid on closed connections",
        "/subsz?test=a.* | invalid test subject, must be valid publish subject: a.*",
        "/accountz?acc=NO | Account NO does not exist",
        "/jsz?leader-only=1 | filtered response: not leader",
        "/leafz?subs=x | Error decoding boolean for 'subs': strconv.ParseBool: parsing \"x\":"
            + " invalid syntax",
        "/healthz?stream=x | {\"status\":\"error\",\"error\":\"\\\"account\\\" must not be empty when"
            + " checking stream health\"}",
        "/healthz?details=1&consumer=x |"
            + " {\"status\":\"error\",\"errors\":[{\"type\":\"BAD_REQUEST\",\"error\":\"\\\"stream\\\""
            + " must not be empty when checking consumer health\"}]}",
      })
  void badParametersAreRefusedInTheSameWords(String path, String text) {
    HttpAnswer answer = get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(text);
  }

  @Test
  void unknownPathsAreNotFound() {
    assertThat(get("/nope").status()).isEqualTo(404);
    assertThat(get("/varz/").status()).isEqualTo(404);
  }

  @Test
  void healthIsOneLineAndHeadHasNone() {
    assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(HttpAnswer.to(port, "HEAD", "/healthz").body()).isEmpty();
    assertThat(HttpAnswer.to(port, "HEAD", "/healthz").header("content-length")).isEqualTo("15");
  }

  @Test
  void noSecretIsShownAnywhere() {
    Set<String> showing = new TreeSet<>();
    for (String path :
        List.of(
            "/",
            "/varz",
            "/connz?auth=1&subs=detail&state=all",
            "/subsz?subs=1",
            "/accountz",
            "/accountz?acc=$G",
            "/accstatz",
            "/healthz",
            "/metrics")) {
      if (get(path).body().contains(TOKEN)) {
        showing.add(path);
      }
    }

    assertThat(showing).isEmpty();
  }

  @Test
  void lameDuckIsNotReady() {
    try (var duck = ServerUnderTest.start("-m", "-1")) {
      String line = duck.awaitLine("Starting http monitor on .*:\\d+");
      int duckPort = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      try (var staying = duck.connect().handshake()) {
        staying.expectNothingElse();
        ServerProcess.run(List.of("kill"), "-USR2", Long.toString(duck.pid()));
        duck.awaitLine("Entering lame duck mode");

        HttpAnswer answer = HttpAnswer.to(duckPort, "GET", "/healthz");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
            .isEqualTo(
                "{\"status\":\"error\",\"error\":\"failed to be ready for connections after 1ms:"
                    + " server\"}");
      }
    }
  }
}
