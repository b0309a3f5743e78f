package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.ConnectionType;
import io.nuncio.auth.KnownUser;
import io.nuncio.auth.KnownUser.Password;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.FailureDelay;
import io.nuncio.config.Limits;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.testkit.Seed;
import io.nuncio.wire.Nkey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several users, keys, who presents nothing, and how many may hold one token.
class UsersTest {
  private static final String REFUSED = "-ERR 'Authorization Violation'";
  private static final String TOO_MANY = "-ERR 'maximum account active connections exceeded'";
  private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([A-Za-z0-9_-]{15})\"");
  private static final KnownUser ANN = user("ann", "a");
  private static final KnownUser BOB = user("bob", "b");

  private final Simulation simulation = new Simulation(Seed.random("users"), 2, Limits.defaults());

  private static KnownUser user(String name, String password) {
    return KnownUser.of(new Password(name, Secret.of(password)));
  }

  private void demand(AuthenticationConfig config) {
    simulation.reload(change -> change.authentication(config));
    simulation.settle();
  }

  private void demand(String silent, KnownUser... users) {
    demand(new AuthenticationConfig.Users(List.of(users), silent));
  }

  private void demandToken(int maxConnections) {
    demand(
        new AuthenticationConfig.Tokens(
            List.of(
                new NamedToken("ci", Secret.of("c"), null, Permissions.ALL, maxConnections),
                new NamedToken("web", Secret.of("w"), null))));
  }

  private SimulatedClient sending(String text) {
    SimulatedClient client = simulation.open(true, true);
    client.send(text);
    simulation.settle();
    return client;
  }

  private SimulatedClient connected(String user, String password) {
    return sending(
        "CONNECT {\"verbose\":false,\"user\":\"%s\",\"pass\":\"%s\"}\r\nPING\r\n"
            .formatted(user, password));
  }

  private List<String> names() {
    List<ConnectionSnapshot> found = new ArrayList<>();
    simulation.core().visitClients(client -> found.add(client.snapshot()), () -> {});
    simulation.settle();
    return found.stream().map(each -> each.client().user()).toList();
  }

  @Test
  void eachIsKnownByItsName() {
    demand("", ANN, BOB);

    SimulatedClient bob = connected("bob", "b");
    SimulatedClient wrong = connected("bob", "a");
    SimulatedClient nobody = sending("CONNECT {}\r\n");

    assertThat(bob.errors).isEmpty();
    assertThat(names()).containsExactly("bob");
    assertThat(wrong.errors).containsExactly(REFUSED);
    assertThat(nobody.errors).containsExactly(REFUSED);
  }

  @Test
  void reloadSendsAwayWhosePasswordChangedAndNobodyElse() {
    demand("", ANN, BOB);
    SimulatedClient ann = connected("ann", "a");
    SimulatedClient bob = connected("bob", "b");
    SubjectRules some = SubjectRules.of(List.of(SubjectRule.of("a.>")), List.of());

    demand(
        "",
        new KnownUser(ANN.proof(), new Permissions(some, some, null), Set.of()),
        user("bob", "other"));

    assertThat(ann.isClosed()).isFalse();
    assertThat(bob.errors).containsExactly(REFUSED);
    assertThat(bob.isClosed()).isTrue();
  }

  @Test
  void whoPresentsNothingIsTheSilentUserAndIsToldThatNothingIsNeeded() {
    demand("ann", ANN, BOB);

    SimulatedClient silent = sending("CONNECT {\"verbose\":false}\r\nPING\r\n");

    assertThat(silent.errors).isEmpty();
    assertThat(silent.pongs()).isEqualTo(1);
    assertThat(names()).containsExactly("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING\r\n", "SUB a 1\r\n", "PUB a 0\r\n\r\n", "UNSUB 7\r\n"})
  void firstOperationMayBeAnotherThanConnectForTheSilentUser(String operation) {
    demand("ann", ANN);

    SimulatedClient silent = sending(operation);

    assertThat(silent.errors).isEmpty();
    assertThat(names()).containsExactly("ann");
    simulation.pass(Duration.ofSeconds(5));
    assertThat(silent.isClosed()).isFalse();
  }

  /// As in advisories GHSA-38x3 and GHSA-hmmp: what is checked of a `CONNECT` is checked then, too.
  @ParameterizedTest
  @ValueSource(strings = {"PING\r\n", "SUB a 1\r\n", "PUB a 0\r\n\r\n", "CONNECT {}\r\n"})
  void silentUserThatMayNotConnectByASocketIsRefusedWhateverComesFirst(String operation) {
    demand(
        "ann", new KnownUser(ANN.proof(), Permissions.ALL, Set.of(ConnectionType.WEBSOCKET)), BOB);

    SimulatedClient silent = simulation.open(true, true);
    silent.send(operation);
    simulation.pass(Duration.ofMillis(100)); // what comes behind the first byte is never read

    assertThat(silent.errors).containsExactly(REFUSED);
    assertThat(silent.isClosed()).isTrue();
  }

  @Test
  void whoPresentsSomethingWrongIsNotTheSilentUser() {
    demand("ann", ANN, BOB);

    assertThat(connected("bob", "x").errors).containsExactly(REFUSED);
    assertThat(connected("ann", "x").errors).containsExactly(REFUSED);
    assertThat(sending("CONNECT {\"auth_token\":\"a\"}\r\n").errors).containsExactly(REFUSED);
    assertThat(sending("CONNECT {\"nkey\":\"U\",\"sig\":\"x\"}\r\n").errors)
        .containsExactly(REFUSED);
  }

  @Test
  void silentUserIsNoGuesser() {
    demand("ann", ANN);
    simulation.reload(change ->
        change.failureDelay(
            new FailureDelay(
                1, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(4), true)));
    simulation.settle();
    for (int i = 0; i < 40; i++) {
      simulation.open(true, true).send("CONNECT {\"user\":\"ann\",\"pass\":\"x\"}\r\n");
    }
    simulation.pass(Duration.ofMillis(200));

    SimulatedClient silent = sending("PING\r\n");

    assertThat(silent.pongs()).isEqualTo(1);
  }

  @Test
  void whoSaysNothingAtAllIsSentAwayAfterAWhile() {
    demand("ann", ANN);
    SimulatedClient mute = simulation.open(true, true);

    simulation.pass(Duration.ofSeconds(3));

    assertThat(mute.errors).containsExactly("-ERR 'Authentication Timeout'");
  }

  @Test
  void clientOfAnOpenServerBecomesTheSilentUserWithAReload() {
    SimulatedClient client = sending("PING\r\n");

    demand("ann", ANN);

    assertThat(client.isClosed()).isFalse();
    assertThat(names()).containsExactly("ann");
  }

  @Test
  void clientOfAnOpenServerIsSentAwayWithAReloadIfNobodyMayBeSilent() {
    SimulatedClient client = sending("PING\r\n");

    demand("", ANN);

    assertThat(client.errors).containsExactly(REFUSED);
  }

  @Test
  void silentUserThatIsGoneWithAReloadIsSentAway() {
    demand("ann", ANN, BOB);
    SimulatedClient silent = sending("PING\r\n");
    SimulatedClient mute = simulation.open(true, true);
    simulation.settle();

    demand("", BOB);

    assertThat(silent.errors).containsExactly(REFUSED);
    assertThat(mute.errors).containsExactly(REFUSED);
  }

  @Test
  void greetingHoldsSomethingToSignForEachClientIfAnybodySigns() throws Exception {
    demand("", KnownUser.of(new KnownUser.Key(key(pair()))), ANN);

    assertThat(nonce(sending(""))).isNotEqualTo(nonce(sending("")));
  }

  @Test
  void greetingHoldsNothingToSignIfNobodySigns() {
    demand("", ANN);

    assertThat(sending("").infos).noneMatch(info -> info.contains("nonce"));
  }

  @Test
  void whoSignsWhatItsGreetingHoldsIsLetIn() throws Exception {
    KeyPair pair = pair();
    demand("", KnownUser.of(new KnownUser.Key(key(pair))), ANN);
    SimulatedClient client = sending("");
    SimulatedClient other = sending("");
    String connect = connect(pair, nonce(client));

    client.send(connect);
    other.send(connect);
    simulation.settle();

    assertThat(client.errors).isEmpty();
    assertThat(client.pongs()).isEqualTo(1);
    assertThat(other.errors).containsExactly(REFUSED);
    assertThat(names()).containsExactly(key(pair).toString());
    assertThat(simulation.log())
        .anyMatch(line -> line.contains("authentication error - Nkey \"" + key(pair) + "\""));
  }

  @Test
  void whoSignedIsLetInAgainWithAReload() throws Exception {
    KeyPair pair = pair();
    KnownUser signer = KnownUser.of(new KnownUser.Key(key(pair)));
    demand("", signer, ANN);
    SimulatedClient client = sending("");
    client.send(connect(pair, nonce(client)));
    simulation.settle();

    demand("", signer, BOB);
    assertThat(client.isClosed()).isFalse();
    demand("", BOB);

    assertThat(client.errors).containsExactly(REFUSED);
  }

  @Test
  void keyThatIsNoneIsNotLogged() {
    demand("", ANN);

    sending("CONNECT {\"nkey\":\"SUAACAIBAEAQCAIBAEAQ\"}\r\n");

    assertThat(simulation.log())
        .anyMatch(line -> line.endsWith("authentication error - Nkey \"[REDACTED]\""))
        .noneMatch(line -> line.contains("SUAACAI"));
  }

  @Test
  void tokenIsHeldByAsManyAsMay() {
    demandToken(2);
    SimulatedClient first = simulation.connect(true, true, "c");
    simulation.connect(true, true, "c");
    simulation.settle();

    SimulatedClient third = simulation.connect(true, true, "c");
    SimulatedClient other = simulation.connect(true, true, "w");
    simulation.settle();

    assertThat(third.errors).containsExactly(TOO_MANY);
    assertThat(third.isClosed()).isTrue();
    assertThat(other.errors).isEmpty();
    first.leave();
    simulation.settle();
    SimulatedClient next = simulation.connect(true, true, "c");
    simulation.settle();
    assertThat(next.errors).isEmpty();
  }

  @Test
  void exactlyAsManyAsMayHoldATokenOfThoseWhoComeAtOnce() {
    demandToken(7);
    List<SimulatedClient> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(simulation.connect(true, true, "c"));
    }
    for (int i = 0; i < 2_000; i++) {
      simulation.step();
    }
    simulation.settle();

    assertThat(all).filteredOn(client -> client.errors.isEmpty()).hasSize(7);
    assertThat(all).filteredOn(client -> client.errors.equals(List.of(TOO_MANY))).hasSize(33);
  }

  @Test
  void secondConnectIsNotCountedTwice() {
    demandToken(1);
    SimulatedClient client = simulation.connect(true, true, "c");
    simulation.settle();

    client.sendConnect("c");
    simulation.settle();

    assertThat(client.errors).isEmpty();
    client.leave();
    simulation.settle();
    SimulatedClient next = simulation.connect(true, true, "c");
    simulation.settle();
    assertThat(next.errors).isEmpty();
  }

  @Test
  void reloadThatAllowsFewerSendsTheSurplusAway() {
    demandToken(5);
    List<SimulatedClient> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(simulation.connect(true, true, "c"));
    }
    simulation.settle();

    demandToken(2);

    assertThat(all).filteredOn(client -> client.errors.isEmpty()).hasSize(2);
    demandToken(3);
    simulation.connect(true, true, "c");
    simulation.settle();
    assertThat(names()).containsOnly("ci").hasSize(3);
  }

  private static String nonce(SimulatedClient client) {
    Matcher found = NONCE.matcher(client.infos.getFirst());
    assertThat(found.find()).describedAs(client.infos.getFirst()).isTrue();
    return found.group(1);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static Nkey key(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Nkey.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static String connect(KeyPair pair, String nonce) throws GeneralSecurityException {
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(pair.getPrivate());
    signing.update(nonce.getBytes(US_ASCII));
    return "CONNECT {\"verbose\":false,\"nkey\":\"%s\",\"sig\":\"%s\"}\r\nPING\r\n"
        .formatted(
            key(pair), Base64.getUrlEncoder().withoutPadding().encodeToString(signing.sign()));
  }
}
