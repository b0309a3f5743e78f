package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptVerifierTest {
  /// The cheapest that bcrypt knows.
  private static final int COST = 4;

  private static final Decision ACCEPTED =
      new Decision.Accepted(new AuthorizedUser("[REDACTED]", "token", null));

  private final HandDriven worker = new HandDriven();
  private final List<Decision> told = new ArrayList<>();

  /// Keeps tasks until the test runs them.
  private static final class HandDriven implements HashWorkers {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public boolean submit(Runnable comparison, boolean suspect) {
      return tasks.add(comparison);
    }

    void runAll() {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
    }
  }

  private static Authenticator.Means means(HashWorkers workers) {
    return new Authenticator.Means(workers, new Random(1), InstantSource.system());
  }

  private static String hash(String token) {
    byte[] hash = BCrypt.withDefaults().hash(COST, token.getBytes(UTF_8));
    return new String(hash, US_ASCII);
  }

  private static String variant(char letter, String hash) {
    return "$2" + letter + hash.substring(3);
  }

  private Authenticator authenticator(String hash) {
    return Authenticator.token(Secret.of(hash), means(worker));
  }

  /// What becomes of `token`, however long it takes.
  private Decision decide(Authenticator authenticator, String token) {
    var decision = authenticator.check(Evidence.of(new Credentials(token, "", "")), told::add);
    if (!(decision instanceof Decision.Later)) {
      return decision;
    }
    int before = told.size();
    worker.runAll();
    assertThat(told).hasSize(before + 1);
    return told.get(before);
  }

  @ParameterizedTest
  @ValueSource(chars = {'a', 'b', 'x', 'y'})
  void everyVariantIsTheSameAlgorithm(char letter) {
    var authenticator = authenticator(variant(letter, hash("mytoken")));

    assertThat(decide(authenticator, "nope")).isEqualTo(new Decision.Refused());
    assertThat(decide(authenticator, "")).isEqualTo(new Decision.Refused());
    assertThat(decide(authenticator, "mytoken")).isEqualTo(ACCEPTED);
  }

  @Test
  void takesBytesBeyondAsciiAsTheyAreInEveryVariant() {
    String hash = hash("t\u00f6k\u00e4n\u20ac");

    for (char letter : new char[] {'a', 'b', 'x', 'y'}) {
      assertThat(decide(authenticator(variant(letter, hash)), "t\u00f6k\u00e4n\u20ac"))
          .isEqualTo(ACCEPTED);
    }
  }

  @Test
  void knowsAHashThatWasMadeElsewhere() {
    // A published test vector of the original implementation.
    var authenticator =
        authenticator("$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");

    assertThat(decide(authenticator, "abcdefghijklmnopqrstuvwxy"))
        .isEqualTo(new Decision.Refused());
    assertThat(decide(authenticator, "abc")).isEqualTo(ACCEPTED);
  }

  @Test
  void hashItselfIsNoToken() {
    String hash = hash("mytoken");

    assertThat(decide(authenticator(hash), hash)).isEqualTo(new Decision.Refused());
  }

  @Test
  void ignoresWhatIsBeyond72Bytes() {
    String longest = "x".repeat(72);

    assertThat(decide(authenticator(hash(longest)), longest + "y")).isEqualTo(ACCEPTED);
    assertThat(decide(authenticator(hash(longest)), "x".repeat(71)))
        .isEqualTo(new Decision.Refused());
  }

  @Test
  void checksOnTheWorkerAndNotBefore() {
    var authenticator = authenticator(hash("mytoken"));

    var decision = authenticator.check(Evidence.of(new Credentials("mytoken", "", "")), told::add);

    assertThat(decision).isEqualTo(new Decision.Later());
    assertThat(told).isEmpty();
    worker.runAll();
    assertThat(told).containsExactly(ACCEPTED);
  }

  @Test
  void answersAtOnceForTheTokenThatProvedRightLast() {
    var authenticator = authenticator(hash("mytoken"));
    decide(authenticator, "mytoken");

    var again = authenticator.check(Evidence.of(new Credentials("mytoken", "u", "p")), told::add);

    assertThat(again).isEqualTo(ACCEPTED);
    assertThat(worker.tasks).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void remembersNoFailure() {
    var authenticator = authenticator(hash("mytoken"));
    decide(authenticator, "nope");

    assertThat(authenticator.check(Evidence.of(new Credentials("nope", "", "")), told::add))
        .isEqualTo(new Decision.Later());
    assertThat(worker.tasks).hasSize(1);
  }

  @Test
  void failureDoesNotMakeItForgetTheTokenThatProvedRight() {
    var authenticator = authenticator(hash("mytoken"));
    decide(authenticator, "mytoken");
    decide(authenticator, "nope");

    assertThat(authenticator.check(Evidence.of(new Credentials("mytoken", "", "")), told::add))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void refusesWhenTheWorkerTakesNoMore() {
    HashWorkers full = (comparison, suspect) -> false;
    var authenticator = Authenticator.token(Secret.of(hash("mytoken")), means(full));

    var decision = authenticator.check(Evidence.of(new Credentials("mytoken", "", "")), told::add);

    assertThat(decision).isEqualTo(new Decision.Refused());
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2a$04$",
        "$2a$04$tooshort",
        "$2a$99$abcdefghijklmnopqrstuuMIBcLhO2xmIBjbTZOOB4UMKlhmFVc1W",
        "$2a$00$abcdefghijklmnopqrstuuMIBcLhO2xmIBjbTZOOB4UMKlhmFVc1W",
        "$2a$04$!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"
      })
  void hashThatIsNoneRefusesEverybodyAndAlwaysAnswers(String hash) {
    var authenticator = authenticator(hash);

    assertThat(decide(authenticator, "mytoken")).isEqualTo(new Decision.Refused());
    assertThat(decide(authenticator, hash)).isEqualTo(new Decision.Refused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$2c$04$x", "$2$04$x", "$2a$4$x", "$2a$0x$x", "$1a$04$x", "x$2a$04$", "$2A$04$x"})
  void whatDoesNotLookLikeAHashIsAPlainToken(String token) {
    assertThat(BcryptVerifier.isHash(Secret.of(token))).isFalse();
    assertThat(decide(authenticator(token), token)).isEqualTo(ACCEPTED);
  }

  @Test
  void printsNothingOfTheHash() {
    String hash = hash("mytoken");
    var authenticator = authenticator(hash);

    assertThat(authenticator.required()).isTrue();
    assertThat(authenticator.description()).contains("bcrypt").doesNotContain(hash);
    assertThat(authenticator.toString()).doesNotContain(hash);
  }
}
