package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.nuncio.auth.Secret;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.MonitoringConfig.Access;
import io.nuncio.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire, of a server that stands still.
class MonitoringServerTest {
  private static final String HOST = "127.0.0.1";
  private static final int LIMIT_MILLIS = 5_000;

  private final TestSnapshots snapshots = new TestSnapshots().client(1, 1);
  private final RecordedLog log = new RecordedLog();
  private final List<MonitoringServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(MonitoringServer::close);
  }

  private static MonitoringConfig.Http config(String basePath, Access access, String cors) {
    return new MonitoringConfig.Http(
        HOST,
        0,
        false,
        basePath,
        access,
        List.of(),
        cors,
        MonitoringConfig.Http.DEFAULT_METRICS_PREFIX);
  }

  private static SSLEngine noEngine() {
    throw new AssertionError("this is not HTTPS");
  }

  private static MonitoringConfig.Http plain() {
    return config("", new Access.Open(), "");
  }

  private MonitoringServer bind(MonitoringConfig.Http config) throws IOException {
    var environment = new MonitoringServer.Environment(log, new ManualClock(), new Random(1));
    MonitoringServer server = MonitoringServer.bind(config, environment);
    servers.add(server);
    return server;
  }

  private MonitoringServer start(MonitoringConfig.Http config) throws IOException {
    MonitoringServer server = bind(config);
    server.start(snapshots, MonitoringServerTest::noEngine, "sha256:1");
    return server;
  }

  /// The whole answer to a request with these lines; empty if there is none.
  private static String exchange(MonitoringServer server, String... lines) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException cutOff) {
      return "";
    } catch (IOException noAnswer) {
      throw new UncheckedIOException(noAnswer);
    }
  }

  private static String get(MonitoringServer server, String path, String... headers) {
    List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: localhost"));
    lines.addAll(List.of(headers));
    return exchange(server, lines.toArray(String[]::new));
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/varz, 200",
    "/connz?limit=1, 200",
    "/subsz, 200",
    "/subscriptionsz, 200",
    "/healthz, 200",
    "/accountz, 200",
    "/accountz?acc=$G, 200",
    "/accstatz, 200",
    "/routez, 200",
    "/leafz, 200",
    "/gatewayz, 200",
    "/jsz, 200",
    "/metrics, 200",
    "/connz?limit=x, 400",
    "/subsz?test=a.*, 400",
    "/accountz?acc=x, 400",
    "/routez?subs=x, 400",
    "/leafz?subs=x, 400",
    "/gatewayz?accs=x, 400",
    "/jsz?limit=x, 400",
    "/healthz?details=x, 400",
    "/varz/, 404",
    "/nope, 404",
    "/VARZ, 404",
    "/stacksz, 404",
    "/debug/vars, 404",
    "//varz, 404",
  })
  void answers(String path, int status) throws IOException {
    assertThat(status(get(start(plain()), path))).isEqualTo(status);
  }

  @Test
  void answersInJsonThatNobodyKeeps() throws IOException {
    assertThat(get(start(plain()), "/varz").toLowerCase(Locale.ROOT))
        .contains("content-type: application/json\r\n")
        .contains("x-content-type-options: nosniff\r\n")
        .contains("cache-control: no-store\r\n")
        .doesNotContain("access-control");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void otherMethodsAreRefused(String method) throws IOException {
    String answer =
        exchange(
            start(plain()), method + " /varz HTTP/1.1", "Host: localhost", "Content-Length: 0");

    assertThat(status(answer)).isEqualTo(405);
    assertThat(answer).containsIgnoringCase("Allow: GET, HEAD\r\n");
  }

  @Test
  void headHasNoBody() throws IOException {
    String answer = exchange(start(plain()), "HEAD /healthz HTTP/1.1", "Host: localhost");

    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).containsIgnoringCase("Content-Length: 15\r\n").endsWith("\r\n\r\n");
  }

  @Test
  void foreignNamesAreRefusedAndTheKeyIsNamed() throws IOException {
    String answer = exchange(start(plain()), "GET /varz HTTP/1.1", "Host: evil.example:8222");

    assertThat(status(answer)).isEqualTo(403);
    assertThat(answer).contains("monitoring.hosts");
  }

  @Test
  void withoutTheTokenOnlyHealthIsShown() throws IOException {
    MonitoringServer server = start(config("", new Access.Bearer(Secret.of("s3cr3t")), ""));

    String refused = get(server, "/metrics");

    assertThat(status(refused)).isEqualTo(401);
    assertThat(refused).containsIgnoringCase("WWW-Authenticate: Bearer");
    assertThat(status(get(server, "/nope"))).isEqualTo(401);
    assertThat(status(get(server, "/metrics", "Authorization: Bearer s3cr3t"))).isEqualTo(200);
    assertThat(status(get(server, "/healthz"))).isEqualTo(200);
    assertThat(log.lines()).noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void reloadChangesWhoMayLook() throws IOException {
    MonitoringServer server = start(plain());

    server.follow(config("", new Access.Bearer(Secret.of("s3cr3t")), ""), "sha256:2");

    assertThat(status(get(server, "/varz"))).isEqualTo(401);
    assertThat(get(server, "/varz", "Authorization: Bearer s3cr3t")).contains("sha256:2");
  }

  @ParameterizedTest
  @CsvSource({
    "*, https://a.example, *",
    "https://a.example, https://a.example, https://a.example",
    "https://a.example, https://b.example, none",
  })
  void otherPagesReadAnswersOnlyIfThatIsConfigured(String cors, String origin, String allowed)
      throws IOException {
    String answer = get(start(config("", new Access.Open(), cors)), "/varz", "Origin: " + origin);

    if (allowed.equals("none")) {
      assertThat(answer).doesNotContainIgnoringCase("Access-Control-Allow-Origin");
    } else {
      assertThat(answer).containsIgnoringCase("Access-Control-Allow-Origin: " + allowed + "\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"/nats, 200", "/nats/varz, 200", "/varz, 404", "/nats/, 404", "/natsvarz, 404"})
  void basePathStandsInFrontOfAll(String path, int status) throws IOException {
    assertThat(status(get(start(config("/nats", new Access.Open(), "")), path))).isEqualTo(status);
  }

  @Test
  void pageEscapesWhatOthersChose() throws IOException {
    snapshots.name = "<script>alert('x')</script>&\"";

    assertThat(get(start(plain()), "/"))
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
        .doesNotContain("<script")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'");
  }

  @Test
  void countsRequests() throws IOException {
    MonitoringServer server = start(plain());
    get(server, "/subscriptionsz");
    get(server, "/nope");

    assertThat(get(server, "/varz"))
        .contains(
            """
              "http_req_stats": {
                "/subsz": 1,
                "/varz": 1
              },
            """);
  }

  @Test
  void serverThatTakesNoClientsIsNotReady() throws IOException {
    MonitoringServer server = start(plain());

    server.clientsAreRefused();

    assertThat(get(server, "/healthz"))
        .startsWith("HTTP/1.1 500")
        .endsWith(
            "{\"status\":\"error\",\"error\":\"failed to be ready for connections after 1ms:"
                + " server\"}");
    assertThat(status(get(server, "/varz"))).isEqualTo(200);
  }

  @Test
  void serverThatDoesNotAnswerIsUnavailable() throws IOException {
    MonitoringServer server = start(plain());

    snapshots.stuck = true;

    assertThat(get(server, "/healthz"))
        .startsWith("HTTP/1.1 503")
        .endsWith("{\"status\":\"unavailable\",\"error\":\"stuck\"}");
    assertThat(status(get(server, "/varz"))).isEqualTo(503);
  }

  @Test
  void requestLineThatDoesNotEndIsCutOff() throws IOException {
    MonitoringServer server = start(plain());

    String answer = get(server, "/varz?" + "x".repeat(20_000));

    assertThat(answer).isEmpty();
    assertThat(status(get(server, "/varz"))).isEqualTo(200);
  }

  @Test
  void openPortOfEveryInterfaceIsWarnedOfOnce() throws IOException {
    var everywhere =
        new MonitoringConfig.Http(
            "0.0.0.0", 0, false, "", new Access.Open(), List.of(), "", "gnatsd");
    MonitoringServer server = bind(everywhere);

    assertThat(log.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("INFO Starting http monitor on 0.0.0.0:" + server.port()),
            line -> assertThat(line).startsWith("WARN Anybody who reaches 0.0.0.0:"));
  }

  @Test
  void portThatIsTakenIsSaid() throws IOException {
    int taken = bind(plain()).port();
    var same =
        new MonitoringConfig.Http(
            HOST, taken, false, "", new Access.Open(), List.of(), "", "gnatsd");

    assertThatIOException()
        .isThrownBy(() -> bind(same))
        .withMessageStartingWith(
            "can't listen to the monitor port: listen tcp 127.0.0.1:" + taken + ": bind: ");
  }
}
