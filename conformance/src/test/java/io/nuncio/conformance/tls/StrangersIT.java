package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.tls.TlsClient.Heard;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import io.nuncio.testkit.Seed;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import io.nuncio.testkit.StrangerTalk;
import io.nuncio.testkit.StrangerTalk.Talk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Strangers who say anything in any order to a running server that demands to know who they are,
/// with and without TLS: nothing of theirs is delivered, nothing is delivered to them, a client in
/// their midst is served, and nothing is left of them. All of it holds for nats-server as well.
///
/// `-Dnuncio.fuzz.seconds=N` is how long each case takes, if two crowds are not enough.
class StrangersIT {
  private static final int CROWDS = 1;
  private static final int AT_ONCE = 60;
  private static final int QUIET_MILLIS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MOST_GROWTH_BYTES = 128 << 20;
  private static final String OPTIONS =
      "'user':'joe','pass':'s3cret','auth_token':'t0ken','verbose':false";

  @TempDir static Path folder;

  @BeforeAll
  static void write() {
    CertificateAuthority authority = CertificateAuthority.named("authority");
    authority.write(folder.resolve("ca.pem"));
    IssuedCertificate issued = authority.issue(CertificateRequest.localhost());
    issued.writeCertificate(folder.resolve("server-cert.pem"));
    issued.writeKey(folder.resolve("server-key.pem"));
  }

  /// Who demands it, and how.
  enum Guard {
    TOKEN("authorization { token: t0ken }"),
    USERS(
        "authorization { users: [ { user: joe, password: s3cret },"
            + " { nkey: UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L } ] }"),
    SILENT_ONES_ARE_GUESTS(
        "authorization { users: [ { user: joe, password: s3cret }, { user: guest, password: x,"
            + " permissions: { publish: lobby, subscribe: lobby } } ] }\nno_auth_user: guest");

    private final String text;

    Guard(String text) {
      this.text = text;
    }
  }

  private static ServerProcess start(Guard guard, boolean tls) throws IOException {
    String block =
        tls
            ? "tls { cert_file: '%1$s/server-cert.pem', key_file: '%1$s/server-key.pem' }\n"
                .formatted(folder)
            : "";
    Path file = Files.createTempFile(folder, "nats", ".conf");
    Files.writeString(file, "http: '127.0.0.1:-1'\n" + block + guard.text + "\n");
    return ServerProcess.start(ServerUnderTest.command(), "-c", file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN, false",
    "TOKEN, true",
    "USERS, false",
    "USERS, true",
    "SILENT_ONES_ARE_GUESTS, false",
    "SILENT_ONES_ARE_GUESTS, true",
  })
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void strangersGetAndLeaveNothing(Guard guard, boolean tls) throws IOException {
    RandomGenerator random = Seed.random("strangers before " + guard + (tls ? " by TLS" : ""));
    String right = "CONNECT {" + OPTIONS.replace('\'', '"') + "}\r\n";
    StrangerTalk talks = new StrangerTalk(random, List.of(right));
    try (ServerProcess server = start(guard, tls);
        TlsClient insider = insider(server.port(), tls)) {
      insider.send("SUB early.> 1\r\nSUB inside 2\r\n");
      boolean mustGo = guard != Guard.SILENT_ONES_ARE_GUESTS;
      crowd(server.port(), tls, insider, talks, mustGo);
      long before = measured(server, "/varz", "mem");

      crowds(() -> crowd(server.port(), tls, insider, talks, mustGo));

      Await.until(
          "all strangers gone", PATIENCE, () -> measured(server, "/connz", "num_connections") == 1);
      assertThat(measured(server, "/varz", "mem") - before).isLessThan(MOST_GROWTH_BYTES);
      publish(insider);
      insider(server.port(), tls).close();
      assertThat(server.errorLines())
          .noneMatch(line -> line.matches(".*(server code failed|xception|panic).*"));
    }
  }

  private static void crowds(Crowd crowd) throws IOException {
    Duration patience = Duration.ofSeconds(Integer.getInteger("nuncio.fuzz.seconds", 0));
    Stopwatch stopwatch = Stopwatch.started();
    for (int i = 0; patience.isZero() ? i < CROWDS : !stopwatch.left(patience).isNegative(); i++) {
      crowd.talk();
    }
  }

  /// Comes, talks, and goes.
  private interface Crowd {
    void talk() throws IOException;
  }

  private static TlsClient insider(int port, boolean tls) throws IOException {
    TlsClient client = TlsClient.connect(port, folder, null);
    client.line();
    if (tls) {
      client.secure();
    }
    assertThat(client.connect(OPTIONS)).isEqualTo("PONG");
    return client;
  }

  /// The next thing that the insider is told is what it told itself.
  private static void publish(TlsClient insider) throws IOException {
    insider.send("PUB inside 6\r\nsecret\r\n");
    String line = insider.line();
    while ("PING".equals(line) || String.valueOf(line).startsWith("INFO {")) {
      line = insider.line();
    }
    assertThat(line).isEqualTo("MSG inside 2 6");
    assertThat(insider.line()).isEqualTo("secret");
  }

  /// Many talk at the same time, a piece each in turn, while the insider publishes.
  private static void crowd(
      int port, boolean tls, TlsClient insider, StrangerTalk talks, boolean mustGo)
      throws IOException {
    List<Stranger> strangers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      TlsClient client = TlsClient.connect(port, folder, null);
      assertThat(client.line()).startsWith("INFO {");
      // Every second one speaks plain text where it should not.
      boolean understood = tls ? i % 2 == 0 && isSecured(client) : true;
      strangers.add(new Stranger(client, talks.next(), understood));
    }
    int longest = strangers.stream().mapToInt(each -> each.talk.pieces().size()).max().orElse(0);
    for (int piece = 0; piece < longest; piece++) {
      for (Stranger stranger : strangers) {
        stranger.say(piece);
      }
      publish(insider);
    }
    for (Stranger stranger : strangers) {
      stranger.end(mustGo);
    }
  }

  /// A machine that is busy may be too slow for it.
  private static boolean isSecured(TlsClient client) {
    try {
      client.secure();
      return true;
    } catch (IOException late) {
      return false;
    }
  }

  /// @param understood whether it speaks as the server does: else it can be right in vain
  private record Stranger(TlsClient client, Talk talk, boolean understood) {
    void say(int piece) {
      if (piece < talk.pieces().size()) {
        try {
          client.send(talk.pieces().get(piece).getBytes(ISO_8859_1));
        } catch (IOException hungUp) {
          // What it was told before can still be read.
        }
      }
    }

    /// @param mustGo whether the server must have hung up on who did not say who it is
    void end(boolean mustGo) throws IOException {
      boolean lost = mustGo && !(talk.greetedRight() && understood);
      Heard heard = client.rest(lost ? PATIENCE : Duration.ofMillis(QUIET_MILLIS));
      close();
      assertThat(heard.text())
          .as("told to who said %s", talk.pieces())
          .doesNotContain(" early ", "secret");
      assertThat(heard.ended() || !lost).as("closed, who said %s", talk.pieces()).isTrue();
    }

    private void close() {
      try {
        client.close();
      } catch (IOException goneAlready) {
        // There is nobody to say goodbye to.
      }
    }
  }

  /// A number that the monitoring port shows.
  private static long measured(ServerProcess server, String path, String name) {
    String line = server.awaitLine("Starting http monitor on .*:\\d+");
    URI uri = URI.create("http://127.0.0.1" + line.substring(line.lastIndexOf(':')) + path);
    try {
      URLConnection connection = uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
      connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
      String text = new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
      Matcher found = Pattern.compile("\"" + name + "\": *(\\d+)").matcher(text);
      assertThat(found.find()).as(text).isTrue();
      return Long.parseLong(found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
