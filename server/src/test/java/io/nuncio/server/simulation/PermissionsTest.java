package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.ResponseRule;
import io.nuncio.auth.Secret;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ClientProtocol;
import io.nuncio.config.ServerConfig;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {
  private static final int OPERATIONS = 6_000;
  private static final int CLIENTS = 7;

  private static AuthenticationConfig tokens(List<Permissions> permissionsByClient) {
    List<NamedToken> tokens = new ArrayList<>();
    for (int i = 0; i < permissionsByClient.size(); i++) {
      tokens.add(
          new NamedToken("client" + i, Secret.of("token" + i), null, permissionsByClient.get(i)));
    }
    return new AuthenticationConfig.Tokens(tokens);
  }

  private static SubjectRules rules(@Nullable List<String> allow, List<String> deny) {
    return SubjectRules.of(
        allow == null ? null : allow.stream().map(SubjectRule::of).toList(),
        deny.stream().map(SubjectRule::of).toList());
  }

  private static Simulation simulation(Permissions... permissionsByClient) {
    Simulation simulation =
        new Simulation(
            Seed.random("permissions"),
            2,
            ServerConfig.builder().authentication(tokens(List.of(permissionsByClient))).build());
    for (int i = 0; i < permissionsByClient.length; i++) {
      simulation.connect(true, true, "token" + i);
    }
    simulation.settle();
    return simulation;
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "4, true", "2, false"})
  void deliveredExactlyWhatIsAllowedAndNotDenied(int loops, boolean remembersMatches) {
    RandomGenerator random = Seed.random("permissions with " + loops + " loops");
    ServerConfig config =
        ServerConfig.builder()
            .protocol(
                new ClientProtocol(
                    true, false, true, ClientProtocol.WriteTimeout.CLOSE, remembersMatches))
            .build();
    Simulation simulation = new Simulation(random, loops, config);
    RandomWorkload workload = new RandomWorkload(simulation, random);
    permit(simulation, workload);
    for (int i = 0; i < CLIENTS; i++) {
      simulation.connect(random.nextInt(3) > 0, random.nextInt(3) > 0, "token" + i);
    }

    for (int round = 1; workload.operations() < OPERATIONS; round++) {
      if (round % 4 == 0) {
        permit(simulation, workload);
        simulation.settle();
      }
      workload.changeSubscriptions(random.nextInt(1, 40));
      workload.publish(random.nextInt(1, 150));
      workload.checkRefusals();
      workload.check();
      assertThat(simulation.subscriptions()).isEqualTo(workload.subscriptions());
    }
  }

  /// Everyone gets other rights.
  private static void permit(Simulation simulation, RandomWorkload workload) {
    List<Permissions> permissions = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RandomRights rights = workload.drawRights();
      permissions.add(rights.permissions());
      workload.permit(i, rights);
    }
    simulation.reload(change -> change.authentication(tokens(permissions)));
  }

  @Test
  void subscriptionThatLostItsRightIsRemovedAndTheOthersGoOn() {
    Simulation simulation = simulation(Permissions.ALL);
    SimulatedClient client = simulation.clients.getFirst();
    client.send("SUB a 1\r\nSUB b workers 2\r\nSUB c 3\r\n");
    simulation.settle();

    simulation.reload(change ->
        change.authentication(
            tokens(
                List.of(new Permissions(SubjectRules.ALL, rules(null, List.of("a", "b")), null)))));
    simulation.settle();
    client.send("PUB a 1\r\nx\r\nPUB b 1\r\nx\r\nPUB c 1\r\nx\r\n");
    simulation.settle();

    assertThat(client.errors)
        .containsExactlyInAnyOrder(
            "-ERR 'Permissions Violation for Subscription to \"a\" (sid \"1\")'",
            "-ERR 'Permissions Violation for Subscription to \"b\" using queue \"workers\""
                + " (sid \"2\")'");
    assertThat(client.received).extracting(SimulatedClient.Received::subject).containsExactly("c");
    assertThat(simulation.notices())
        .contains(
            "Removed sub \"a\" (sid \"1\") for Token \"client0\" - not authorized",
            "Removed sub \"b\" using queue \"workers\" (sid \"2\") for Token \"client0\" - not"
                + " authorized");
  }

  @Test
  void denialHoldsForSubjectsWhoseReceiversWereRememberedBefore() {
    Simulation simulation = simulation(Permissions.ALL);
    SimulatedClient client = simulation.clients.getFirst();
    client.send("SUB > 1\r\n" + "PUB a 1\r\nx\r\n".repeat(3));
    simulation.settle();
    client.received.clear();

    simulation.reload(change ->
        change.authentication(
            tokens(List.of(new Permissions(SubjectRules.ALL, rules(null, List.of("a")), null)))));
    simulation.settle();
    client.send("PUB a 1\r\nx\r\nPUB b 1\r\ny\r\n");
    simulation.settle();

    assertThat(client.errors).isEmpty();
    assertThat(client.received).extracting(SimulatedClient.Received::subject).containsExactly("b");
  }

  private static Permissions answering(int most, Duration expires) {
    return new Permissions(
        rules(List.of(), List.of()), SubjectRules.ALL, new ResponseRule(most, expires));
  }

  @Test
  void requestMayBeAnsweredAsOftenAsTheRuleSays() {
    Simulation simulation = simulation(answering(2, Duration.ofMinutes(2)), Permissions.ALL);
    SimulatedClient service = simulation.clients.get(0);
    SimulatedClient requester = simulation.clients.get(1);
    service.send("SUB service 1\r\n");
    simulation.settle();
    requester.send("SUB inbox.* 1\r\nPUB service inbox.1 1\r\nx\r\n");
    simulation.settle();

    service.send("PUB inbox.1 1\r\na\r\nPUB inbox.1 1\r\nb\r\nPUB inbox.1 1\r\nc\r\n");
    service.send("PUB inbox.2 1\r\nd\r\n");
    simulation.settle();

    assertThat(requester.received)
        .extracting(SimulatedClient.Received::payload)
        .containsExactly("a", "b");
    assertThat(service.errors)
        .containsExactly(
            "-ERR 'Permissions Violation for Publish to \"inbox.1\"'",
            "-ERR 'Permissions Violation for Publish to \"inbox.2\"'");
  }

  @Test
  void requestMayBeAnsweredAsLongAsTheRuleSays() {
    Simulation simulation = simulation(answering(-1, Duration.ofSeconds(10)), Permissions.ALL);
    SimulatedClient service = simulation.clients.get(0);
    service.send("SUB service 1\r\n");
    simulation.settle();
    simulation.clients.get(1).send("SUB inbox.1 1\r\nPUB service inbox.1 1\r\nx\r\n");
    simulation.settle();

    service.send("PUB inbox.1 1\r\na\r\n".repeat(5));
    simulation.settle();
    simulation.pass(Duration.ofMillis(10_100));
    service.send("PUB inbox.1 1\r\nb\r\n");
    simulation.settle();

    assertThat(simulation.clients.get(1).received)
        .extracting(SimulatedClient.Received::payload)
        .containsExactly("a", "a", "a", "a", "a");
    assertThat(service.errors).hasSize(1);
  }

  @Test
  void requestThatWasNotDeliveredMayNotBeAnswered() {
    Permissions deaf =
        new Permissions(
            rules(List.of(), List.of()), rules(null, List.of("service")), ResponseRule.defaults());
    Simulation simulation = simulation(deaf, Permissions.ALL);
    SimulatedClient service = simulation.clients.get(0);
    service.send("SUB > 1\r\n");
    simulation.settle();
    simulation.clients.get(1).send("SUB inbox.1 1\r\nPUB service inbox.1 1\r\nx\r\n");
    simulation.settle();

    service.send("PUB inbox.1 1\r\na\r\n");
    simulation.settle();

    assertThat(service.errors).hasSize(1);
    assertThat(simulation.clients.get(1).received).isEmpty();
  }
}
