package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.FailureDelay;
import io.nuncio.config.Limits;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final String REFUSED = "-ERR 'Authorization Violation'";
  private static final String EXPIRED = "-ERR 'User Authentication Expired'";

  /// The bcrypt hash of `right`, at the lowest cost.
  private static final String HASH_OF_RIGHT =
      "$2a$04$ibns3a/d2OOcFsEtaLOM5.0Oo0OPboSHAQuO9Px5Jk7H5.4vi0yH.";

  private final Simulation simulation =
      new Simulation(Seed.random("admission"), 2, Limits.defaults());

  private static NamedToken token(String name, String text, @Nullable Instant expires) {
    return new NamedToken(name, Secret.of(text), expires);
  }

  private void demand(NamedToken... tokens) {
    simulation.reload(
        change -> change.authentication(new AuthenticationConfig.Tokens(List.of(tokens))));
    simulation.settle();
  }

  private SimulatedClient connected(String token) {
    SimulatedClient client = simulation.connect(true, true, token);
    simulation.settle();
    return client;
  }

  private List<ConnectionSnapshot> snapshots() {
    List<ConnectionSnapshot> found = new ArrayList<>();
    simulation.core().visitClients(client -> found.add(client.snapshot()), () -> {});
    simulation.settle();
    return found;
  }

  @BeforeEach
  void slowGuessers() {
    simulation.reload(change ->
        change.failureDelay(
            new FailureDelay(
                2, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(4), false)));
    simulation.settle();
  }

  @Test
  void holderIsKnownByTheNameOfItsToken() {
    demand(token("ci", "first", null), token("web", "second", null));

    SimulatedClient client = connected("second");

    assertThat(client.errors).isEmpty();
    assertThat(snapshots()).extracting(each -> each.client().user()).containsExactly("web");
    assertThat(simulation.events)
        .singleElement()
        .isInstanceOfSatisfying(
            ServerEvent.ClientAdmitted.class,
            admitted -> assertThat(admitted.client().user()).isEqualTo("web"));
  }

  @Test
  void holdersOfARemovedTokenAreSentAwayAndNobodyElse() {
    demand(token("ci", "first", null), token("web", "second", null));
    SimulatedClient first = connected("first");
    SimulatedClient second = connected("second");

    demand(token("web", "second", null), token("next", "third", null));

    assertThat(first.errors).containsExactly(REFUSED);
    assertThat(first.isClosed()).isTrue();
    assertThat(second.errors).isEmpty();
    assertThat(second.isClosed()).isFalse();
  }

  @Test
  void holderOfATokenWithAnotherNameStaysUnderThat() {
    demand(token("ci", "first", null));
    SimulatedClient client = connected("first");

    demand(token("build", "first", null));

    assertThat(client.isClosed()).isFalse();
    assertThat(snapshots()).extracting(each -> each.client().user()).containsExactly("build");
  }

  @Test
  void holderOfATokenThatExpiresIsSentAwayThen() {
    Instant expires = simulation.now().plusSeconds(10);
    demand(token("old", "first", expires), token("new", "second", null));
    SimulatedClient old = connected("first");
    SimulatedClient other = connected("second");

    simulation.pass(Duration.between(simulation.now(), expires).minusMillis(50));
    assertThat(old.errors).isEmpty();
    simulation.pass(Duration.ofMillis(100));
    simulation.settle();

    assertThat(old.errors).containsExactly(EXPIRED);
    assertThat(old.isClosed()).isTrue();
    assertThat(other.isClosed()).isFalse();
    assertThat(connected("first").errors).containsExactly(REFUSED);
  }

  @Test
  void reloadMayPutOffTheExpiry() {
    demand(token("old", "first", simulation.now().plusSeconds(10)));
    SimulatedClient client = connected("first");

    demand(token("old", "first", simulation.now().plusSeconds(60)));
    simulation.pass(Duration.ofSeconds(20));

    assertThat(client.isClosed()).isFalse();
    simulation.pass(Duration.ofSeconds(41));
    simulation.settle();
    assertThat(client.errors).containsExactly(EXPIRED);
  }

  @Test
  void guesserIsToldLaterAndLater() {
    demand(token("ci", "first", null));

    assertThat(untilTold("wrong")).isLessThan(Duration.ofMillis(900));
    assertThat(untilTold("wrong")).isLessThan(Duration.ofMillis(900));
    assertThat(untilTold("wrong")).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1900));
    assertThat(untilTold("wrong")).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2900));
    assertThat(untilTold("wrong")).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4900));
    assertThat(untilTold("wrong")).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4900));
    assertThat(simulation.core().context().counters().authFailures()).isEqualTo(6);
    assertThat(simulation.core().context().counters().authDelays()).isEqualTo(4);
    assertThat(simulation.events)
        .filteredOn(ServerEvent.ClientRefused.class::isInstance)
        .last()
        .isInstanceOfSatisfying(
            ServerEvent.ClientRefused.class,
            refused -> assertThat(refused.delay()).isEqualTo(Duration.ofSeconds(4)));
  }

  /// In the simulation's time.
  private Duration untilTold(String token) {
    Instant start = simulation.now();
    SimulatedClient client = simulation.connect(true, true, token);
    for (int i = 0; i < 10_000 && client.errors.isEmpty(); i++) {
      simulation.pass(Duration.ofMillis(1));
    }
    assertThat(client.errors).containsExactly(REFUSED);
    return Duration.between(start, simulation.now());
  }

  @Test
  void rightTokenIsNotKeptWaitingWhereOthersGuess() {
    demand(token("ci", "first", null));
    for (int i = 0; i < 6; i++) {
      connected("wrong");
    }

    Instant start = simulation.now();
    SimulatedClient right = simulation.connect(true, true, "first");
    right.send("PING\r\n");
    while (right.pongs() == 0 && Duration.between(start, simulation.now()).toSeconds() < 30) {
      simulation.pass(Duration.ofMillis(1));
    }

    assertThat(Duration.between(start, simulation.now())).isLessThan(Duration.ofMillis(900));
    assertThat(right.errors).isEmpty();
  }

  @Test
  void crowdOfGuessersIsCheckedOneRoundAfterTheOther() {
    demand(token("ci", "first", null));
    List<SimulatedClient> crowd = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      crowd.add(simulation.connect(true, true, "wrong"));
    }

    simulation.pass(Duration.ofMillis(1500));

    assertThat(simulation.core().context().counters().authDelays()).isGreaterThanOrEqualTo(40);
    assertThat(crowd).filteredOn(client -> !client.errors.isEmpty()).hasSizeLessThan(20);
    simulation.pass(Duration.ofSeconds(40));
    assertThat(crowd).allMatch(SimulatedClient::isClosed);
  }

  @Test
  void nobodyWaitsWhereNothingHasToBePresented() {
    for (int i = 0; i < 20; i++) {
      assertThat(connected("whatever").errors).isEmpty();
    }
    assertThat(simulation.core().context().counters().authFailures()).isZero();
  }

  @Test
  void clientThatLeavesWhileItsTokenIsComparedFreesItsPlace() {
    Deque<Runnable> comparisons = new ArrayDeque<>();
    simulation.reload(
        change -> change.authentication(new AuthenticationConfig.Token(Secret.of(HASH_OF_RIGHT))),
        comparisons::add);
    simulation.settle();
    for (int i = 0; i < 3; i++) {
      connected("wrong");
      comparisons.remove().run();
      simulation.settle();
    }

    for (int i = 0; i < 40; i++) {
      SimulatedClient impatient = connected("wrong");
      impatient.leave();
      simulation.clients.remove(impatient);
    }
    simulation.pass(Duration.ofSeconds(8)); // longer than a client may take to be let in
    SimulatedClient right = connected("right");
    comparisons.forEach(Runnable::run);
    simulation.settle();

    assertThat(right.errors).isEmpty();
    assertThat(right.isClosed()).isFalse();
  }
}
