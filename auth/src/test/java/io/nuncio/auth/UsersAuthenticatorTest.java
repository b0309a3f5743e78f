package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.nuncio.auth.KnownUser.Password;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersAuthenticatorTest {
  private static final Permissions SOME =
      new Permissions(
          SubjectRules.of(List.of(SubjectRule.of("a.>")), List.of()), SubjectRules.ALL, null);

  private final List<Runnable> worker = new ArrayList<>();
  private final List<Decision> told = new ArrayList<>();
  private final Authenticator.Means means =
      new Authenticator.Means(
          (comparison, suspect) -> worker.add(comparison), new Random(1), InstantSource.system());

  private static String hash(String password) {
    return new String(BCrypt.withDefaults().hash(4, password.getBytes(UTF_8)), US_ASCII);
  }

  private static KnownUser user(String name, String password) {
    return KnownUser.of(new Password(name, Secret.of(password)));
  }

  private static Evidence presented(String user, String password) {
    return Evidence.of(new Credentials("", user, password));
  }

  private Authenticator users(KnownUser... users) {
    return Authenticator.users(List.of(users), null, means);
  }

  private Authenticator single(String password) {
    return Authenticator.user("ann", Secret.of(password), means);
  }

  /// What came out, at once or later.
  private Decision decision(Authenticator authenticator, Evidence evidence) {
    told.clear();
    Decision decision = authenticator.check(evidence, told::add);
    if (!(decision instanceof Decision.Later)) {
      return decision;
    }
    List<Runnable> work = List.copyOf(worker);
    worker.clear();
    work.forEach(Runnable::run);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private static @Nullable String name(Decision decision) {
    return decision instanceof Decision.Accepted(AuthorizedUser who) ? who.shown() : null;
  }

  @ParameterizedTest
  @CsvSource({
    // token, user, password
    "'',     ann, s3cret, true",
    "wrong,  ann, s3cret, true",
    "'',     ann, S3CRET, false",
    "'',     ann, '',     false",
    "'',     bob, s3cret, false",
    "'',     '',  s3cret, false",
    "s3cret, '',  '',     false",
  })
  void acceptsNameAndPasswordTogether(
      String token, String user, String password, boolean accepted) {
    Decision decision =
        single("s3cret").check(Evidence.of(new Credentials(token, user, password)), told::add);

    assertThat(decision)
        .isEqualTo(
            accepted
                ? new Decision.Accepted(new AuthorizedUser("ann", "user:ann", null))
                : new Decision.Refused());
    assertThat(worker).isEmpty();
  }

  @Test
  void unknownNameCostsTheSameHashAsAWrongPassword() {
    Authenticator authenticator = single(hash("s3cret"));

    Decision decision = authenticator.check(presented("bob", "s3cret"), told::add);
    worker.forEach(Runnable::run);

    assertThat(decision).isEqualTo(new Decision.Later());
    assertThat(told).containsExactly(new Decision.Refused());
  }

  @Test
  void eachUserIsLetInByItsOwnPasswordOnly() {
    Authenticator authenticator = users(user("ann", "a"), user("bob", hash("b")));

    assertThat(name(decision(authenticator, presented("ann", "a")))).isEqualTo("ann");
    assertThat(name(decision(authenticator, presented("bob", "b")))).isEqualTo("bob");
    assertThat(name(decision(authenticator, presented("ann", "b")))).isNull();
    assertThat(name(decision(authenticator, presented("bob", "a")))).isNull();
    assertThat(name(decision(authenticator, presented("", "a")))).isNull();
  }

  @Test
  void userBringsItsPermissions() {
    Authenticator authenticator =
        users(new KnownUser(new Password("ann", Secret.of("a")), SOME, Set.of()));

    assertThat(authenticator.check(presented("ann", "a"), told::add))
        .isEqualTo(new Decision.Accepted(new AuthorizedUser("ann", "user:ann", null, SOME)));
  }

  @ParameterizedTest
  @CsvSource({"ann, wrong", "bob, wrong", "nobody, wrong", "nobody, a", "nobody, b"})
  void whoeverIsRefusedCostsOneHashIfAnyPasswordIsHashed(String user, String password) {
    Authenticator authenticator = users(user("ann", "a"), user("bob", hash("b")));

    Decision decision = authenticator.check(presented(user, password), told::add);

    assertThat(decision).isEqualTo(new Decision.Later());
    assertThat(worker).hasSize(1);
    worker.getFirst().run();
    assertThat(told).containsExactly(new Decision.Refused());
  }

  @Test
  void nobodyCostsAHashIfNoPasswordIsHashed() {
    Authenticator authenticator = users(user("ann", "a"), user("bob", "b"));

    authenticator.check(presented("nobody", "b"), told::add);

    assertThat(worker).isEmpty();
  }

  @Test
  void unknownNameWithAPasswordOfSomebodyElseIsRefusedEachTime() {
    Authenticator authenticator = users(user("bob", hash("b")));
    assertThat(name(decision(authenticator, presented("bob", "b")))).isEqualTo("bob");

    assertThat(decision(authenticator, presented("nobody", "b"))).isEqualTo(new Decision.Refused());
    assertThat(decision(authenticator, presented("nobody", "b"))).isEqualTo(new Decision.Refused());
  }

  @Test
  void userOfAnotherKindOfConnectionIsUnknown() {
    Authenticator authenticator =
        users(
            new KnownUser(
                new Password("ann", Secret.of("a")),
                Permissions.ALL,
                Set.of(ConnectionType.WEBSOCKET)));

    assertThat(name(decision(authenticator, presented("ann", "a")))).isNull();
    assertThat(
            name(
                decision(
                    authenticator,
                    new Evidence(
                        new Credentials("", "ann", "a"), ConnectionType.WEBSOCKET, "", List.of()))))
        .isEqualTo("ann");
  }

  @Test
  void whoPresentsNothingIsTheSilentUserAndWhoPresentsAnythingIsChecked() {
    KnownUser silent = user("ann", "a");
    Authenticator authenticator =
        Authenticator.users(List.of(silent, user("bob", "b")), silent, means);

    assertThat(name(decision(authenticator, presented("", "")))).isEqualTo("ann");
    assertThat(name(decision(authenticator, presented("bob", "b")))).isEqualTo("bob");
    assertThat(name(decision(authenticator, presented("bob", "x")))).isNull();
    assertThat(name(decision(authenticator, presented("ann", "x")))).isNull();
    assertThat(name(decision(authenticator, presented("", "a")))).isNull();
    assertThat(name(decision(authenticator, Evidence.of(new Credentials("t", "", ""))))).isNull();
    assertThat(
            name(
                decision(
                    authenticator, Evidence.of(new Credentials("", "", "", false, "UKEY", "s")))))
        .isNull();
  }

  @Test
  void nobodyIsSilentUnlessThatIsSaid() {
    Authenticator authenticator = users(user("ann", "a"));

    assertThat(authenticator.admitsSilent()).isFalse();
    assertThat(name(decision(authenticator, presented("", "")))).isNull();
  }

  /// As in advisories GHSA-38x3 and GHSA-hmmp.
  @Test
  void silentUserMustBeAllowedToConnectByThis() {
    KnownUser silent =
        new KnownUser(
            new Password("ann", Secret.of("a")), Permissions.ALL, Set.of(ConnectionType.MQTT));
    Authenticator authenticator = Authenticator.users(List.of(silent), silent, means);

    assertThat(name(decision(authenticator, presented("", "")))).isNull();
  }

  @Test
  void nobodyNeedsANonceForAPassword() {
    assertThat(users(user("ann", "a")).nonce()).isEmpty();
  }

  @Test
  void descriptionSaysHowManyAndWhoIsSilent() {
    KnownUser silent = user("ann", "a");

    assertThat(users(user("ann", "a"), user("bob", "b")).description())
        .isEqualTo("Clients authenticate with a password, as one of 2 users");
    assertThat(Authenticator.users(List.of(silent), silent, means).description())
        .isEqualTo(
            "Clients authenticate with a password, as one of 1 user; whoever presents nothing is let"
                + " in as \"ann\"");
  }
}
