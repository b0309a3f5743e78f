package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeveralTokensTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(60);

  private Instant now = START;
  private final List<Runnable> comparisons = new ArrayList<>();
  private final List<Decision> told = new ArrayList<>();

  private Authenticator authenticator(NamedToken... tokens) {
    return Authenticator.tokens(
        List.of(tokens),
        new Authenticator.Means(
            (comparison, suspect) -> comparisons.add(comparison), new Random(1), () -> now));
  }

  private static NamedToken plain(String name, String text, @Nullable Instant expires) {
    return new NamedToken(name, Secret.of(text), expires);
  }

  private static NamedToken hashed(String name, String text) {
    byte[] hash = BCrypt.withDefaults().hash(4, text.getBytes(UTF_8));
    return new NamedToken(name, Secret.of(new String(hash, US_ASCII)), null);
  }

  private Decision present(Authenticator authenticator, String token) {
    return authenticator.check(Evidence.of(new Credentials(token, "", "")), told::add);
  }

  private static Decision accepted(String name, @Nullable Instant expires) {
    return new Decision.Accepted(new AuthorizedUser(name, "token:" + name, expires));
  }

  @Test
  void eachLetsInUnderItsOwnName() {
    var authenticator = authenticator(plain("ci", "first", null), plain("web", "second", LATER));

    assertThat(present(authenticator, "first")).isEqualTo(accepted("ci", null));
    assertThat(present(authenticator, "second")).isEqualTo(accepted("web", LATER));
    assertThat(present(authenticator, "third")).isEqualTo(new Decision.Refused());
  }

  @Test
  void expiredOneLetsNobodyIn() {
    var authenticator = authenticator(plain("old", "first", LATER), plain("ci", "second", null));

    now = LATER;

    assertThat(present(authenticator, "first")).isEqualTo(new Decision.Refused());
    assertThat(present(authenticator, "second")).isEqualTo(accepted("ci", null));
  }

  @Test
  void allHashesAreOneComparison() {
    var authenticator = authenticator(hashed("a", "first"), hashed("b", "second"));

    assertThat(present(authenticator, "second")).isEqualTo(new Decision.Later());
    assertThat(comparisons).hasSize(1);
    comparisons.forEach(Runnable::run);

    assertThat(told).containsExactly(accepted("b", null));
  }

  @Test
  void plainOneDoesNotWaitForTheHashesBesideIt() {
    var authenticator = authenticator(hashed("a", "first"), plain("ci", "second", null));

    assertThat(present(authenticator, "second")).isEqualTo(accepted("ci", null));
    assertThat(comparisons).isEmpty();
  }

  @Test
  void thoseWhoPresentTheSameWaitForTheSameComparison() {
    var authenticator = authenticator(hashed("a", "first"));

    for (int i = 0; i < 1_000; i++) {
      assertThat(present(authenticator, "first")).isEqualTo(new Decision.Later());
    }
    present(authenticator, "another");
    assertThat(comparisons).hasSize(2);
    comparisons.forEach(Runnable::run);

    assertThat(told).hasSize(1_001).contains(new Decision.Refused());
    assertThat(told.subList(0, 1_000)).containsOnly(accepted("a", null));
  }

  @Test
  void whoIsNotSuspectDoesNotWaitBehindThoseWhoAre() {
    var authenticator = authenticator(hashed("a", "first"));
    authenticator.check(Evidence.of(new Credentials("first", "", "")), new Suspect());

    present(authenticator, "first");
    assertThat(comparisons).describedAs("one for each").hasSize(2);
    comparisons.getLast().run();
    assertThat(told).describedAs("the one who is not suspect").hasSize(1);
    comparisons.getFirst().run();

    assertThat(told).containsExactly(accepted("a", null), accepted("a", null));
  }

  /// From where others have failed lately.
  private final class Suspect implements Authenticator.Check {
    @Override
    public void decided(Decision decision) {
      told.add(decision);
    }

    @Override
    public boolean isSuspect() {
      return true;
    }
  }

  @Test
  void nobodyIsKeptWaitingWhenTheWorkersTakeNoMore() {
    var authenticator =
        Authenticator.tokens(
            List.of(hashed("a", "first")),
            new Authenticator.Means((comparison, suspect) -> false, new Random(1), () -> now));

    assertThat(present(authenticator, "first")).isEqualTo(new Decision.Refused());
    assertThat(present(authenticator, "first")).isEqualTo(new Decision.Refused());
    assertThat(told).isEmpty();
  }

  @Test
  void noHashIsComputedForATokenThatHasExpired() {
    var old = hashed("old", "first");
    var authenticator = authenticator(new NamedToken("old", old.token(), LATER));
    now = LATER;

    present(authenticator, "first");
    comparisons.forEach(Runnable::run);

    assertThat(told).containsExactly(new Decision.Refused());
  }

  @Test
  void nothingIsComparedForAClientThatHasGone() {
    var authenticator = authenticator(hashed("a", "first"));
    var gone =
        new Authenticator.Check() {
          @Override
          public void decided(Decision decision) {
            told.add(decision);
          }

          @Override
          public boolean isWanted() {
            return false;
          }
        };

    authenticator.check(Evidence.of(new Credentials("first", "", "")), gone);
    comparisons.forEach(Runnable::run);

    assertThat(told).containsExactly(new Decision.Refused());
  }

  @Test
  void saysTheirNamesAndNothingElseOfThem() {
    var authenticator = authenticator(plain("ci", "first", null), plain("web", "second", LATER));

    assertThat(authenticator.description())
        .isEqualTo(
            "Clients authenticate with one of 2 tokens: ci, web (until 2026-11-22T00:01:00Z)");
    assertThat(authenticator.toString()).doesNotContain("first").doesNotContain("second");
  }

  @Test
  void whereNoWorkerCanBeHadTheNextOneStillTries() {
    List<String> attempts = new ArrayList<>();
    var authenticator =
        Authenticator.tokens(
            List.of(hashed("ci", "first")),
            new Authenticator.Means(
                (comparison, suspect) -> {
                  attempts.add("attempt");
                  throw new IllegalStateException("too busy");
                },
                new Random(1),
                () -> now));

    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> present(authenticator, "first")).hasMessage("too busy");
      assertThat(attempts).hasSize(i);
    }
  }
}
