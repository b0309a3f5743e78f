package io.nuncio.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nuncio.config.ListenAddress;
import io.nuncio.server.ReloadOutcome;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedNatsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KeptLines log = new KeptLines();

  private EmbeddedNats.Builder builder() {
    return EmbeddedNats.builder().log(log);
  }

  private static RawPeer peer(EmbeddedNats nats) {
    return RawPeer.connect(nats.uri().getHost(), nats.uri().getPort());
  }

  private static String said(ByteEndpoint endpoint) throws IOException {
    byte[] target = new byte[4096];
    int count = endpoint.read(target, 0, target.length);
    return count < 0 ? "" : new String(target, 0, count, US_ASCII);
  }

  @Test
  void listensOnAFreePortOfTheLoopbackInterfaceIfNothingIsSaid() {
    try (EmbeddedNats nats = builder().start();
        RawPeer peer = peer(nats)) {
      assertThat(nats.uri()).hasToString("nats://127.0.0.1:" + nats.port());
      peer.handshake().expectNothingElse();
    }
  }

  @Test
  void demandsTheTokenAndShowsItNowhere() {
    try (EmbeddedNats nats = builder().token("s3cr3t").start();
        RawPeer peer = peer(nats);
        RawPeer stranger = peer(nats)) {
      peer.connectWithToken("s3cr3t");
      stranger.send("CONNECT {}\r\n").expect("-ERR 'Authorization Violation'\r\n");

      assertThat(nats.uri().toString()).doesNotContain("s3cr3t");
    }
    assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void demandsTheUserAndThePassword() {
    try (EmbeddedNats nats = builder().user("joe", "pw").start();
        RawPeer peer = peer(nats)) {
      peer.handshake("'verbose':false,'user':'joe','pass':'pw'");
    }
  }

  @Test
  void serverWithoutAPortHasEndpointsOnly() throws Exception {
    try (EmbeddedNats nats = builder().noPort().start();
        ByteEndpoint endpoint = nats.endpoint()) {
      assertThat(said(endpoint)).startsWith("INFO {");
      assertThatIllegalStateException().isThrownBy(nats::port).withMessageContaining("no port");
      assertThatIllegalStateException().isThrownBy(nats::uri).withMessageContaining("no port");
    }
  }

  @Test
  void serverWithAPortHasEndpointsToo() throws Exception {
    try (EmbeddedNats nats = builder().randomPort().start();
        ByteEndpoint endpoint = nats.endpoint()) {
      assertThat(said(endpoint)).startsWith("INFO {");
    }
  }

  @Test
  void whatIsSaidHereGoesOverTheText() {
    try (EmbeddedNats nats =
            builder()
                .configText("server_name: here\nport: 1\nhost: 192.0.2.1\nmax_payload: 77")
                .host("127.0.0.1")
                .randomPort()
                .adjust(config -> config.loops(1))
                .start();
        RawPeer peer = peer(nats)) {
      assertThat(peer.info())
          .contains("\"server_name\":\"here\"")
          .contains("\"max_payload\":77")
          .contains("\"host\":\"127.0.0.1\"");
      assertThat(nats.snapshots().server().loops()).hasSize(1);
    }
  }

  @Test
  void uriOfEveryInterfaceIsOfThisMachine() {
    try (EmbeddedNats nats = builder().host("0.0.0.0").start();
        RawPeer peer = peer(nats)) {
      assertThat(nats.uri().getHost()).isEqualTo("127.0.0.1");
      peer.handshake();
    }
  }

  @Test
  void fileIsReadAgainByAReload(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), "authorization { token: first }");
    try (EmbeddedNats nats = builder().configFile(file).noPort().start()) {
      Files.writeString(file, "authorization { token: next }");

      assertThat(nats.reload())
          .isEqualTo(new ReloadOutcome.Reloaded(List.of("Reloaded: authorization token")));

      Files.writeString(file, "authorization { token: ");
      assertThat(nats.reload()).isInstanceOf(ReloadOutcome.Refused.class);
    }
  }

  @Test
  void anotherTokenHoldsAfterAReload() throws Exception {
    try (EmbeddedNats nats = builder().token("first").start();
        RawPeer peer = peer(nats)) {
      peer.connectWithToken("first");

      assertThat(nats.reload(nats.change().token("next")))
          .isInstanceOf(ReloadOutcome.Reloaded.class);

      peer.expect("-ERR 'Authorization Violation'\r\n");
      try (RawPeer other = peer(nats)) {
        other.connectWithToken("next");
      }
    }
  }

  @Test
  void reloadSaysWhatARunningServerCannotChange() {
    try (EmbeddedNats nats = builder().noPort().start()) {
      assertThat(nats.reload(nats.change().adjust(config -> config.loops(3))))
          .isInstanceOf(ReloadOutcome.Refused.class);
    }
  }

  @Test
  void allThatIsWrongIsInOneException() {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() ->
            builder()
                .configText("max_payload: many\nnonsense: 1\nmax_pending: none")
                .host(" ")
                .token("")
                .start())
        .satisfies(refused ->
            assertThat(refused.problems())
                .hasSize(5)
                .anyMatch(
                    line -> line.startsWith("configText:1:14: ") && line.contains("max_payload"))
                .anyMatch(line -> line.contains("nonsense"))
                .anyMatch(line -> line.contains("max_pending"))
                .anyMatch(line -> line.contains("needs a host"))
                .anyMatch(line -> line.contains("token is given as an empty text")));
  }

  @Test
  void portThatCannotBeIsRefused() {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() -> builder().port(ListenAddress.NO_PORT).start())
        .withMessage("a port is 0 to 65535, got -2");
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() -> builder().port(65536).start())
        .withMessage("a port is 0 to 65535, got 65536");
  }

  @Test
  void whatIsForAProcessIsRefusedAndNotLeftOut(@TempDir Path folder) {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() ->
            builder()
                .configText(
                    """
                    http: 8222
                    log_file: "%1$s/log"
                    audit_log: "%1$s/audit"
                    pid_file: "%1$s/pid"
                    ports_file_dir: "%1$s"
                    """
                        .formatted(folder))
                .start())
        .satisfies(refused -> assertThat(refused.problems()).hasSize(5));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoWaysToSayWhatClientsPresentAreOneTooMany() {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(
            () -> builder().configText("authorization { token: a }").user("joe", "s3cr3t").start())
        .withMessageContaining("exclude each other")
        .satisfies(refused -> assertThat(refused.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void textAndFileExcludeEachOther() {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() -> builder().configText("").configFile(Path.of("/none")).start())
        .withMessageContaining("exclude each other")
        .withMessageContaining("no such file");
  }

  @Test
  void tokenThatNobodyCouldPresentIsRefused() {
    assertThatExceptionOfType(EmbeddedNatsException.class)
        .isThrownBy(() -> builder().token("half a character: \ud800").start())
        .withMessageContaining("UTF-8");
  }

  @Test
  void portThatIsTakenIsSaidWithTheWayOut() {
    try (EmbeddedNats first = builder().start()) {
      assertThatExceptionOfType(EmbeddedNatsException.class)
          .isThrownBy(() -> builder().port(first.port()).start())
          .withMessageStartingWith("cannot listen on port " + first.port() + " of 127.0.0.1: ")
          .withMessageEndingWith("choose another port, or randomPort() or noPort()");
    }
  }

  @Test
  void serversOfOneJvmKnowNothingOfEachOther() {
    EmbeddedNats first = builder().token("a").start();
    try (EmbeddedNats second = builder().token("b").start();
        RawPeer here = peer(first);
        RawPeer there = peer(second)) {
      here.connectWithToken("a").send("SUB x 1\r\n").expectNothingElse();
      there.connectWithToken("b").send("PUB x 0\r\n\r\n").expectNothingElse();

      here.expectNothingElse();
      first.close();
      there.expectNothingElse();
    }
  }

  @Test
  void closedServerSaysSo() {
    EmbeddedNats nats = builder().start();
    nats.close();
    nats.close();

    assertThatIllegalStateException().isThrownBy(nats::uri).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(nats::snapshots).withMessageContaining("closed");
    assertThatExceptionOfType(IOException.class).isThrownBy(nats::endpoint);
  }

  @Test
  void lameDuckIsOverWhenNobodyIsLeft() throws Exception {
    try (EmbeddedNats nats = builder().start()) {
      RawPeer peer = peer(nats).handshake();
      var over = nats.lameDuck().toCompletableFuture();
      assertThat(over).isNotDone();

      peer.close();

      over.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(nats.lameDuck().toCompletableFuture()).isDone();
      assertThatExceptionOfType(IOException.class).isThrownBy(nats::endpoint);
    }
  }

  @Test
  void closeEndsALameDuck() throws Exception {
    EmbeddedNats nats = builder().start();
    try (RawPeer peer = peer(nats)) {
      peer.handshake();
      var over = nats.lameDuck().toCompletableFuture();

      nats.close();

      over.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void eventsAreTold() {
    Queue<ServerEvent> events = new ConcurrentLinkedQueue<>();
    try (EmbeddedNats nats = builder().events(events::add).start();
        RawPeer peer = peer(nats)) {
      peer.handshake();
      Await.until("it is told", PATIENCE, () -> !events.isEmpty());

      assertThat(events.peek()).isInstanceOf(ServerEvent.ClientAdmitted.class);
    }
  }

  @Test
  void builderMakesManyServersAndIsNotHeldByThem() {
    EmbeddedNats.Builder builder = builder().token("a");
    try (EmbeddedNats first = builder.start();
        EmbeddedNats second = builder.token("b").start()) {
      assertThat(first.port()).isNotEqualTo(second.port());
      assertThat(first.reload()).isEqualTo(new ReloadOutcome.Reloaded(List.of()));
    }
  }
}
