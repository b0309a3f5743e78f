package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ClientProtocol;
import io.nuncio.config.ClientProtocol.WriteTimeout;
import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.Timers;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ReloadTest {
  /// The bcrypt hash of `right`, at the lowest cost.
  private static final String HASH_OF_RIGHT =
      "$2a$04$ibns3a/d2OOcFsEtaLOM5.0Oo0OPboSHAQuO9Px5Jk7H5.4vi0yH.";

  private final Simulation simulation = new Simulation(Seed.random("reload"), 2, Limits.defaults());

  private static AuthenticationConfig token(String text) {
    return new AuthenticationConfig.Token(Secret.of(text));
  }

  @Test
  void clientsThatDoNotHoldTheNewTokenAreSentAwayAndTheOthersStay() {
    SimulatedClient right = simulation.connect(true, true, "right");
    SimulatedClient wrong = simulation.connect(true, true, "wrong");
    SimulatedClient none = simulation.connect(true, true);
    simulation.settle();

    simulation.reload(change -> change.authentication(token("right")));
    simulation.settle();

    assertThat(simulation.reloads()).isEqualTo(1);
    assertThat(right.isClosed()).isFalse();
    assertThat(right.errors).isEmpty();
    assertThat(wrong.errors).containsExactly("-ERR 'Authorization Violation'");
    assertThat(wrong.isClosed()).isTrue();
    assertThat(none.isClosed()).isTrue();
    assertThat(simulation.core().clients()).isEqualTo(1);
  }

  @Test
  void nobodyIsAskedAgainWhenTheTokenStays() {
    simulation.reload(change -> change.authentication(token("right")));
    SimulatedClient client = simulation.connect(true, true, "right");
    simulation.settle();

    simulation.reload(change -> change.authentication(token("right")).loops(7));
    simulation.settle();

    assertThat(client.isClosed()).isFalse();
    assertThat(client.infos).hasSize(1);
  }

  /// Accepted before the reload, greeted after it, and there when its loop looks at all clients.
  @Test
  void whoeverWasGreetedUnderTheNewTokenMayStillPresentIt() {
    SimulatedClient client = simulation.connect(true, true, "right");
    simulation.reload(change -> change.authentication(token("right")));
    simulation.settle();

    assertThat(client.infos.getFirst()).contains("\"auth_required\":true");
    assertThat(client.errors).isEmpty();
    assertThat(client.isClosed()).isFalse();
  }

  @Test
  void whoeverComesAfterwardsNeedsTheNewToken() {
    simulation.reload(change -> change.authentication(token("old")));
    simulation.reload(change -> change.authentication(token("new")));
    SimulatedClient old = simulation.connect(true, true, "old");
    SimulatedClient fresh = simulation.connect(true, true, "new");
    simulation.settle();

    assertThat(old.isClosed()).isTrue();
    assertThat(fresh.isClosed()).isFalse();
    assertThat(fresh.infos.getFirst()).contains("\"auth_required\":true");
  }

  /// Many clients that hold the token would be more than the workers take at a time.
  @Test
  void aHashIsCheckedForOneClientAfterTheOther() {
    for (int i = 0; i < 20; i++) {
      simulation.connect(true, true, "right");
    }
    SimulatedClient wrong = simulation.connect(true, true, "wrong");
    simulation.settle();
    Deque<Runnable> waiting = new ArrayDeque<>();

    simulation.reload(
        change -> change.authentication(token(HASH_OF_RIGHT)),
        task -> {
          if (waiting.size() >= 2) {
            throw new RejectedExecutionException("more than one for each loop");
          }
          waiting.add(task);
        });
    do {
      simulation.settle();
      Runnable next = waiting.poll();
      if (next != null) {
        next.run();
      }
    } while (simulation.reloads() == 0);
    simulation.settle();

    assertThat(wrong.isClosed()).isTrue();
    assertThat(simulation.core().clients()).isEqualTo(20);
  }

  @Test
  void surplusClientsAreSentAwayWithTheReason() {
    for (int i = 0; i < 9; i++) {
      simulation.connect(true, true);
    }
    simulation.settle();

    simulation.reload(change -> change.limits(Limits.defaults().withCounts(4, 0, 0)));
    simulation.settle();

    assertThat(simulation.core().clients()).isEqualTo(4);
    assertThat(simulation.clients.stream().filter(SimulatedClient::isClosed))
        .hasSize(5)
        .allSatisfy(client ->
            assertThat(client.errors).containsExactly("-ERR 'maximum connections exceeded'"));
  }

  @Test
  void newLimitsHoldForConnectedClientsWhichAreToldOfThem() {
    SimulatedClient client = simulation.connect(true, true);
    simulation.settle();

    simulation.reload(change -> change.limits(Limits.defaults().withBytes(10, 4096, 64 << 20)));
    simulation.settle();
    client.send("PUB a 11\r\n");
    simulation.pass(Duration.ofMillis(50));

    assertThat(client.infos.getLast()).contains("\"max_payload\":10,");
    assertThat(client.errors).containsExactly("-ERR 'Maximum Payload Violation'");
  }

  @Test
  void aShorterPingIntervalHoldsForConnectedClients() {
    SimulatedClient client = simulation.connect(true, true);
    simulation.pass(Duration.ofSeconds(5));
    int before = client.pings();
    Timers timers = Timers.defaults();

    simulation.reload(change ->
        change.timers(
            new Timers(timers.authTimeout(), Duration.ofSeconds(1), 2, timers.writeDeadline())));
    simulation.pass(Duration.ofSeconds(5));

    assertThat(before).isEqualTo(1);
    assertThat(client.pings()).isGreaterThan(before);
  }

  @Test
  void asLongAsProducersAreNotStalledASubscriberMissesWhatItHasNoRoomForAndStays() {
    simulation.reload(change ->
        change
            .limits(Limits.defaults().withBytes(100, 4096, 10_000))
            .protocol(new ClientProtocol(true, false, false, WriteTimeout.CLOSE, true)));
    SimulatedClient stalled = simulation.connect(true, true);
    stalled.send("SUB a 1\r\n");
    simulation.settle();
    SimulatedClient publisher = simulation.connect(true, true);
    stalled.stall(true);
    publisher.send(("PUB a 100\r\n" + "x".repeat(100) + "\r\n").repeat(1_000) + "PING\r\n");
    for (int i = 0; i < 500 && publisher.pongs() == 0; i++) {
      simulation.pass(Duration.ofMillis(10));
    }
    stalled.stall(false);
    simulation.settle();

    assertThat(publisher.pongs()).isEqualTo(1);
    assertThat(stalled.isClosed()).isFalse();
    assertThat(stalled.received).hasSizeBetween(50, 500);
  }

  @Test
  void withoutHeaderSupportMessagesWithHeadersAreRefused() {
    var unsupported =
        new Simulation(
            Seed.random("no headers"),
            1,
            ServerConfig.builder()
                .protocol(new ClientProtocol(false, false, true, WriteTimeout.CLOSE, true))
                .build());
    SimulatedClient client = unsupported.connect(true, true);
    unsupported.settle();
    client.send("HPUB a 12 12\r\nNATS/1.0\r\n\r\n\r\n");
    unsupported.pass(Duration.ofMillis(50));

    assertThat(client.infos.getFirst()).contains("\"headers\":false");
    assertThat(client.isClosed()).isTrue();
  }
}
