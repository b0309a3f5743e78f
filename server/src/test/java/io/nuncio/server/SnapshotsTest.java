package io.nuncio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.SnapshotException;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a running server shows of itself.
class SnapshotsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<ServerEvent> events = new ConcurrentLinkedQueue<>();
  private final List<RawPeer> peers = new ArrayList<>();
  private final NatsServer server;

  private static final class NoLog implements LogSink {
    @Override
    public void log(Level level, String text) {}

    @Override
    public boolean isEnabled(Level level) {
      return false;
    }
  }

  SnapshotsTest() throws ServerStartException {
    ServerConfig config = ServerConfig.builder().listen(ListenAddress.loopback()).loops(3).build();
    server = NatsServer.start(config, new NoLog(), events::add);
  }

  @AfterEach
  void stop() {
    for (RawPeer peer : peers) {
      peer.close();
    }
    server.close();
  }

  private RawPeer connect(String name) {
    RawPeer peer = RawPeer.connect("127.0.0.1", server.port());
    peers.add(peer);
    return peer.handshake("\"verbose\":false,\"name\":\"" + name + "\"");
  }

  @Test
  void everyClientIsShownWhicheverLoopItIsOn() {
    for (int i = 0; i < 60; i++) {
      connect("client-" + i);
    }

    List<ConnectionSnapshot> found = server.snapshots().connections();
    ServerSnapshot whole = server.snapshots().server();

    assertThat(found).extracting(each -> each.client().name()).doesNotHaveDuplicates().hasSize(60);
    assertThat(whole.connections()).isEqualTo(60);
    assertThat(whole.totalConnections()).isEqualTo(60);
    assertThat(whole.loops())
        .extracting(ServerSnapshot.Loop::connections)
        .containsExactly(20, 20, 20);
    assertThat(events).hasSize(60).allMatch(ServerEvent.ClientAdmitted.class::isInstance);
  }

  @Test
  void messagesAndSubscriptionsAreShown() {
    RawPeer subscriber = connect("subscriber");
    subscriber.send("SUB news.* 1\r\nSUB other q 2\r\nPING\r\n").expect("PONG\r\n");
    RawPeer publisher = connect("publisher");
    publisher.send("PUB news.today 5\r\nhello\r\nPING\r\n").expect("PONG\r\n");

    ServerSnapshot whole = server.snapshots().server();
    var subscriptions = server.snapshots().subscriptions(Set.of(1L, 77L));

    assertThat(whole.traffic()).isEqualTo(new Traffic(1, 5, 1, 5));
    assertThat(whole.subscriptions()).isEqualTo(2);
    assertThat(whole.routing().inserts()).isEqualTo(2);
    assertThat(subscriptions).containsOnlyKeys(1L);
    assertThat(subscriptions.getOrDefault(1L, List.of()))
        .extracting(SubscriptionSnapshot::subject)
        .containsExactlyInAnyOrder("news.*", "other");
    assertThat(server.snapshots().receivers("$G", "news.today")).hasSize(1);
    assertThat(server.snapshots().receivers("OTHER", "news.today")).isEmpty();
  }

  @Test
  void clientThatHasGoneMovesToTheClosedOnes() {
    connect("stays");
    connect("goes").close();

    Await.until("it is gone", PATIENCE, () -> server.snapshots().connections().size() == 1);

    assertThat(server.snapshots().closedConnections())
        .extracting(each -> each.client().name())
        .containsExactly("goes");
    assertThat(server.snapshots().server().totalConnections()).isEqualTo(2);
  }

  @Test
  void stoppedServerShowsNothingAndSaysSo() {
    server.close();

    assertThatThrownBy(() -> server.snapshots().connections())
        .isInstanceOf(SnapshotException.class)
        .hasMessage("the server has stopped");
  }
}
