package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nuncio.config.ConfigFile;
import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import io.nuncio.testkit.RawPeer;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients in the server's JVM, without a socket: what holds for others holds for them. Most speak
/// through a [LocalBridge].
@Timeout(60)
class LocalClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<ServerEvent> events = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final LogSink log =
      new LogSink() {
        @Override
        public void log(Level level, String text) {
          lines.add(level + " " + text);
        }

        @Override
        public boolean isEnabled(Level level) {
          return level != Level.TRACE;
        }
      };

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    assertThat(lines).noneMatch(line -> line.startsWith("ERROR Server code failed"));
  }

  private static ServerConfig config(String text) {
    ConfigFile.Outcome outcome = ConfigFile.read("test", text, name -> null);
    assertThat(outcome).isInstanceOf(ConfigFile.Accepted.class);
    return ((ConfigFile.Accepted) outcome).config().change().listen(ListenAddress.none()).build();
  }

  private NatsServer start(String text) throws ServerStartException {
    NatsServer server = NatsServer.start(config("loops: 2\n" + text), log, events::add);
    open.add(server);
    return server;
  }

  private LocalBridge bridge(NatsServer server) throws IOException {
    LocalBridge bridge = new LocalBridge(server);
    open.add(bridge);
    return bridge;
  }

  private RawPeer peer(LocalBridge bridge) {
    RawPeer peer = RawPeer.connect("127.0.0.1", bridge.port());
    open.add(peer);
    return peer;
  }

  private RawPeer peer(NatsServer server) throws IOException {
    return peer(bridge(server));
  }

  private static List<ConnectionSnapshot> awaitClients(NatsServer server, int count) {
    return Await.value(
        count + " clients",
        PATIENCE,
        () -> {
          List<ConnectionSnapshot> found = server.snapshots().connections();
          return found.size() == count ? found : null;
        });
  }

  @Test
  void messagesGoFromOneLoopsClientToTheOthers() throws Exception {
    LocalBridge bridge = bridge(start(""));
    RawPeer receiver = peer(bridge).handshake();
    RawPeer sender = peer(bridge).handshake();
    receiver.send("SUB greet.* 1\r\nPING\r\n").expect("PONG\r\n");

    sender.send("PUB greet.joe reply 5\r\nhello\r\n");

    receiver.expect("MSG greet.joe 1 reply 5\r\nhello\r\n");
  }

  @Test
  void isGreetedWithoutAnAddressAndLoggedAndShownAsTheReferenceServerDoes() throws Exception {
    NatsServer server = start("");
    RawPeer peer = peer(server);

    assertThat(peer.info()).contains("\"client_id\":1").doesNotContain("client_ip");
    ConnectionSnapshot shown = awaitClients(server, 1).getFirst();
    assertThat(shown.client().ip()).isEmpty();
    assertThat(shown.client().port()).isZero();
    assertThat(lines).contains("DEBUG pipe - cid:1 - Client connection created");
  }

  @Test
  void eventsTellOfItAsOfOthers() throws Exception {
    RawPeer peer = peer(start("authorization { user: joe, password: pw }"));

    peer.handshake("'verbose':false,'user':'joe','pass':'pw'");
    peer.close();

    Await.until("it is told that it came and went", PATIENCE, () -> events.size() == 2);
    assertThat(events.poll()).isInstanceOf(ServerEvent.ClientAdmitted.class);
    assertThat(events.poll())
        .isInstanceOfSatisfying(
            ServerEvent.ClientGone.class,
            gone -> {
              assertThat(gone.reason()).isEqualTo("Client Closed");
              assertThat(gone.client().user()).isEqualTo("joe");
            });
  }

  @Test
  void mustPresentTheToken() throws Exception {
    LocalBridge bridge = bridge(start("authorization { token: s3cr3t }"));

    peer(bridge).connectWithToken("s3cr3t");
    RawPeer stranger = peer(bridge);
    stranger.send("CONNECT {\"auth_token\":\"other\"}\r\n");
    stranger.expect("-ERR 'Authorization Violation'\r\n");

    stranger.expectClosed();
    assertThat(lines).noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void isNotSlowedForGuessesOfItsNeighbours() throws Exception {
    LocalBridge bridge =
        bridge(
            start(
                """
                authorization { token: s3cr3t }
                auth_failure_delay { after: 1, per: "1h", min: "1h", max: "1h", loopback: true }
                """));

    for (int i = 0; i < 20; i++) {
      RawPeer stranger = peer(bridge);
      stranger.send("CONNECT {\"auth_token\":\"other\"}\r\n");
      stranger.expect("-ERR 'Authorization Violation'\r\n");
    }

    peer(bridge).connectWithToken("s3cr3t");
  }

  @Test
  void userMayBeForOneKindOfConnection() throws Exception {
    LocalBridge bridge =
        bridge(
            start(
                """
                authorization { users: [
                  { user: inside, password: a, allowed_connection_types: [IN_PROCESS] }
                  { user: outside, password: b, allowed_connection_types: [STANDARD] }
                ] }
                """));

    peer(bridge).handshake("'verbose':false,'user':'inside','pass':'a'");
    peer(bridge)
        .send("CONNECT {\"user\":\"outside\",\"pass\":\"b\"}\r\n")
        .expect("-ERR 'Authorization Violation'\r\n");
  }

  @Test
  void countsAsOneOfAllConnections() throws Exception {
    LocalBridge bridge = bridge(start("max_connections: 1"));

    peer(bridge).handshake();

    peer(bridge).expect("-ERR 'maximum connections exceeded'\r\n").expectClosed();
  }

  @Test
  void messageBeyondTheMaximumIsRefused() throws Exception {
    RawPeer peer = peer(start("max_payload: 1000")).handshake();

    peer.send("PUB a 1001\r\n").expect("-ERR 'Maximum Payload Violation'\r\n");

    peer.expectClosed();
  }

  @Test
  void silentClientIsAskedAndThenLetGo() throws Exception {
    RawPeer peer = peer(start("ping_interval: \"50ms\", ping_max: 2"));
    peer.send("CONNECT {\"verbose\":false}\r\n");

    peer.expect("PING\r\nPING\r\n-ERR 'Stale Connection'\r\n").expectClosed();
  }

  @Test
  void whoTakesNothingIsCut() throws Exception {
    NatsServer server = start("max_payload: 90000, max_pending: 100000");
    try (ByteEndpoint slow = server.connect()) {
      say(slow, "CONNECT {\"verbose\":false}\r\nSUB big 1\r\nPING\r\n");
      RawPeer sender = peer(server).handshake();
      Await.until(
          "it is subscribed", PATIENCE, () -> server.snapshots().server().subscriptions() == 1);

      // More than what is on its way and what may be pending.
      sender.send(("PUB big 80000\r\n" + "x".repeat(80_000) + "\r\n").repeat(6));

      awaitClients(server, 1);
      assertThat(server.snapshots().closedConnections())
          .extracting(each -> String.valueOf(each.closed()))
          .singleElement()
          .asString()
          .contains("Slow Consumer (Pending Bytes)");
    }
  }

  private static void say(ByteEndpoint endpoint, String text) throws IOException {
    endpoint.write(text.getBytes(US_ASCII), 0, text.length());
  }

  @Test
  void reloadSendsAwayWhoMustNotBeThereAnyMore() throws Exception {
    NatsServer server = start("authorization { token: first }");
    RawPeer peer = peer(server).connectWithToken("first");

    server.reload(config("loops: 2\nauthorization { token: next }"));

    peer.expect("-ERR 'Authorization Violation'\r\n").expectClosed();
    peer(server).connectWithToken("next");
  }

  @Test
  void reloadChangesWhatIsSaidToIt() throws Exception {
    NatsServer server = start("");
    RawPeer peer = peer(server);
    peer.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
    assertThat(peer.readLine()).isEqualTo("PONG");
    assertThat(peer.readLine()).startsWith("INFO ").contains("\"connect_info\":true");

    server.reload(config("loops: 2\nmax_payload: 5000"));

    assertThat(peer.readLine()).startsWith("INFO ").contains("\"max_payload\":5000");
  }

  @Test
  void isLetInWithoutTlsAndToldNothingOfIt(@TempDir Path folder) throws Exception {
    IssuedCertificate issued =
        CertificateAuthority.named("authority").issue(CertificateRequest.localhost());
    NatsServer server =
        start(
            "tls { cert_file: \"%s\", key_file: \"%s\", handshake_first: true }"
                .formatted(
                    issued.writeCertificate(folder.resolve("cert.pem")),
                    issued.writeKey(folder.resolve("key.pem"))));

    RawPeer peer = peer(server);

    assertThat(peer.info()).doesNotContain("tls");
    peer.handshake();
    server.reload(config("loops: 2\nmax_payload: 5000"));
  }

  @Test
  void cannotClaimToComeThroughAProxy() throws Exception {
    LocalBridge bridge = bridge(start("proxy_protocol: true"));

    peer(bridge).handshake();
    peer(bridge)
        .send("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n")
        .expect("-ERR 'Unknown Protocol Operation'\r\n");
  }

  @Test
  void lameDuckTellsItAndTakesNoOtherOne() throws Exception {
    NatsServer server = start("");
    RawPeer peer = peer(server);
    peer.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
    assertThat(peer.readLine()).isEqualTo("PONG");
    assertThat(peer.readLine()).contains("\"connect_info\":true");

    server.lameDuck(() -> {});

    assertThat(peer.readLine()).startsWith("INFO ").contains("\"ldm\":true");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(server::connect)
        .withMessageContaining("takes no new clients");
  }

  @Test
  void closedServerEndsItAndTakesNoOtherOne() throws Exception {
    NatsServer server = start("");
    RawPeer peer = peer(server).handshake();

    server.close();

    peer.expectClosed();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(server::connect)
        .withMessage("the server was closed and takes no clients any more");
  }

  /// Whoever connects while the server is closed is refused, or learns of the end.
  @Test
  void nobodyWaitsForEverForAServerThatIsClosedMeanwhile() throws Exception {
    // Not closed: it would wait for who waits for ever.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < 100; i++) {
      NatsServer server = NatsServer.start(config("loops: 2"), log, EventSink.none());
      CyclicBarrier together = new CyclicBarrier(4);
      List<Future<Boolean>> clients = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        clients.add(threads.submit(connecting(server, together)));
      }

      together.await();
      server.close();

      for (Future<Boolean> each : clients) {
        assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    }
    threads.shutdown();
  }

  private static Callable<Boolean> connecting(NatsServer server, CyclicBarrier together) {
    return () -> {
      together.await();
      byte[] target = new byte[4096];
      while (true) {
        try (ByteEndpoint endpoint = server.connect()) {
          endpoint.write("CONNECT {}\r\n".getBytes(US_ASCII), 0, 12);
          while (endpoint.read(target, 0, target.length) >= 0) {
            // Until the end.
          }
        } catch (IOException refused) {
          return true;
        }
      }
    };
  }

  @Test
  void serverWithoutAPortSaysSo() throws Exception {
    NatsServer server = start("");

    assertThatIllegalStateException()
        .isThrownBy(server::port)
        .withMessage("this server listens on no port: its clients connect by connect()");
    assertThat(lines).noneMatch(line -> line.contains("Listening"));
    assertThat(peer(server).info()).contains("\"port\":0");
  }

  @Test
  void socketsAndLocalClientsAreServedTogether() throws Exception {
    NatsServer server =
        NatsServer.start(config("loops: 2").change().listen(ListenAddress.loopback()).build(), log);
    open.add(server);
    RawPeer outside = RawPeer.connect("127.0.0.1", server.port()).handshake();
    open.add(outside);
    RawPeer inside = peer(server).handshake();
    outside.send("SUB a 1\r\nPING\r\n").expect("PONG\r\n");
    inside.send("SUB a 1\r\nPING\r\n").expect("PONG\r\n");

    outside.send("PUB a 2\r\nhi\r\n");

    outside.expect("MSG a 1 2\r\nhi\r\n");
    inside.expect("MSG a 1 2\r\nhi\r\n");
  }
}
