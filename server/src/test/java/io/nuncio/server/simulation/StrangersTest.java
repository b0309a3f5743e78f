package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.KnownUser;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ClientProtocol;
import io.nuncio.config.ServerConfig;
import io.nuncio.testkit.Seed;
import io.nuncio.testkit.StrangerTalk;
import io.nuncio.testkit.StrangerTalk.Talk;
import io.nuncio.wire.Nkey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many strangers say anything in any order to a server that wants to know who they are: nothing of
/// theirs is delivered, nothing is delivered to them, all of them are gone in time, and a client in
/// their midst is served.
class StrangersTest {
  private static final int ROUNDS = Boolean.getBoolean("nuncio.nightly") ? 200 : 2;
  private static final int STRANGERS = 12;
  private static final String RIGHT =
      "{\"user\":\"joe\",\"pass\":\"s3cret\",\"auth_token\":\"t0ken\"";

  /// Longer than a stranger may take: two seconds for `CONNECT`, and two to be told of a refusal.
  private static final Duration PATIENCE = Duration.ofSeconds(11);

  /// What demands that clients say who they are.
  enum Guard {
    TOKEN,
    NAMED_TOKENS,
    USER,
    USERS,
    USERS_AND_A_SILENT_ONE;

    AuthenticationConfig config() {
      var joe = KnownUser.of(new KnownUser.Password("joe", Secret.of("s3cret")));
      var key = KnownUser.of(new KnownUser.Key(Nkey.of("k".repeat(32).getBytes(US_ASCII))));
      return switch (this) {
        case TOKEN -> new AuthenticationConfig.Token(Secret.of("t0ken"));
        case NAMED_TOKENS ->
            new AuthenticationConfig.Tokens(
                List.of(new NamedToken("ci", Secret.of("t0ken"), null)));
        case USER -> new AuthenticationConfig.User("joe", Secret.of("s3cret"));
        case USERS -> new AuthenticationConfig.Users(List.of(joe, key), "");
        case USERS_AND_A_SILENT_ONE ->
            new AuthenticationConfig.Users(List.of(joe, key, silent()), "guest");
      };
    }

    /// Who may do next to nothing.
    private static KnownUser silent() {
      SubjectRules little = SubjectRules.of(List.of(SubjectRule.of("lobby")), List.of());
      return new KnownUser(
          new KnownUser.Password("guest", Secret.of("welcome")),
          new Permissions(little, little, null),
          Set.of());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN, false",
    "TOKEN, true",
    "NAMED_TOKENS, false",
    "USER, false",
    "USERS, false",
    "USERS, true",
    "USERS_AND_A_SILENT_ONE, false",
    "USERS_AND_A_SILENT_ONE, true",
  })
  void nothingIsDeliveredBeforeAuthenticationHoweverStrangersTalk(Guard guard, boolean proxied) {
    RandomGenerator random = Seed.random("strangers before " + guard);
    var talks = new StrangerTalk(random, List.of("CONNECT " + RIGHT + ",\"verbose\":false}\r\n"));

    for (int round = 0; round < ROUNDS; round++) {
      Simulation simulation = simulation(random, guard, proxied);
      SimulatedClient insider = insider(simulation);
      insider.send("SUB > all\r\n");
      simulation.settle();

      List<Talk> talksOfThisRound = new ArrayList<>();
      List<SimulatedClient> strangers = new ArrayList<>();
      for (int i = 0; i < STRANGERS; i++) {
        talksOfThisRound.add(talks.next());
        strangers.add(simulation.open(true, true));
      }
      talk(simulation, random, strangers, talksOfThisRound, insider);
      simulation.pass(PATIENCE);

      checkInsider(simulation, insider);
      for (int i = 0; i < STRANGERS; i++) {
        check(strangers.get(i), talksOfThisRound.get(i), guard);
      }
    }
  }

  private static Simulation simulation(RandomGenerator random, Guard guard, boolean proxied) {
    return new Simulation(
        random,
        2,
        ServerConfig.builder()
            .authentication(guard.config())
            .protocol(
                new ClientProtocol(true, proxied, true, ClientProtocol.WriteTimeout.CLOSE, true))
            .build());
  }

  private static SimulatedClient insider(Simulation simulation) {
    SimulatedClient client = simulation.open(true, true);
    client.send("CONNECT " + RIGHT + ",\"verbose\":false,\"protocol\":1,\"headers\":true}\r\n");
    return client;
  }

  /// Each stranger sends its next piece at a random moment, and the insider publishes meanwhile.
  private static void talk(
      Simulation simulation,
      RandomGenerator random,
      List<SimulatedClient> strangers,
      List<Talk> talks,
      SimulatedClient insider) {
    int[] said = new int[strangers.size()];
    for (int i = 0; i < 40 * STRANGERS; i++) {
      int who = random.nextInt(strangers.size());
      List<String> pieces = talks.get(who).pieces();
      if (said[who] < pieces.size()) {
        strangers.get(who).send(pieces.get(said[who]));
      } else if (said[who] == pieces.size() && talks.get(who).leaves()) {
        strangers.get(who).leave();
      }
      said[who]++;
      if (i % 16 == 0) {
        insider.send("PUB inside 6\r\nsecret\r\n");
      }
      for (int step = random.nextInt(30); step > 0; step--) {
        simulation.step();
      }
      assertThat(simulation.budget().usedBytes()).as("kept for strangers").isLessThan(1 << 16);
    }
  }

  private static void check(SimulatedClient stranger, Talk talk, Guard guard) {
    assertThat(stranger.received)
        .as("delivered to who said %s", talk.pieces())
        .noneMatch(message -> message.sid().startsWith(StrangerTalk.EARLY_SID));
    if (!talk.greetedRight()) {
      assertThat(stranger.received).as("delivered to who said %s", talk.pieces()).isEmpty();
      if (guard != Guard.USERS_AND_A_SILENT_ONE) {
        assertThat(stranger.isClosed()).as("closed, who said %s", talk.pieces()).isTrue();
      }
    }
  }

  private static void checkInsider(Simulation simulation, SimulatedClient insider) {
    assertThat(simulation.faults())
        .as("more than what clients did wrong")
        .allMatch(line -> line.contains(" - cid:") && !line.contains("server code failed"));
    assertThat(insider.received)
        .as("delivered before authentication")
        .noneMatch(message -> message.subject().startsWith(StrangerTalk.EARLY));
    assertThat(insider.received).filteredOn(m -> m.subject().equals("inside")).hasSize(30);

    int pongs = insider.pongs();
    SimulatedClient next = insider(simulation);
    next.send("PUB greeting 2\r\nhi\r\nPING\r\n");
    insider.send("PING\r\n");
    simulation.pass(Duration.ofSeconds(5));

    assertThat(insider.pongs()).isEqualTo(pongs + 1);
    assertThat(next.pongs()).isEqualTo(1);
    assertThat(insider.received).extracting(SimulatedClient.Received::subject).contains("greeting");
  }
}
