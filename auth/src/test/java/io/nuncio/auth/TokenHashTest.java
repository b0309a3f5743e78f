package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {
  private static final int COST = TokenHash.LEAST_COST;

  private final RandomGenerator random = Seed.random("TokenHashTest");

  private boolean letsIn(String hash, String candidate) {
    return SecretVerifier.of(Secret.of(hash), random).matchesSlowly(candidate.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "s3cr3t", "\u00e4\ud83d\ude00", "a b\"c'$"})
  void hashLetsInWhoPresentsTheToken(String token) {
    String hash = TokenHash.of(token.getBytes(UTF_8), COST, random);

    assertThat(letsIn(hash, token)).isTrue();
    assertThat(letsIn(hash, token + "x")).isFalse();
  }

  @Test
  void all72BytesCount() {
    String token = "x".repeat(72);
    String hash = TokenHash.of(token.getBytes(UTF_8), COST, random);

    assertThat(letsIn(hash, token)).isTrue();
    assertThat(letsIn(hash, "x".repeat(71) + "y")).isFalse();
    assertThat(letsIn(hash, "x".repeat(71))).isFalse();
  }

  @Test
  void hashNamesVariantAndCostAndDiffersEachTime() {
    String hash = TokenHash.of("t".getBytes(UTF_8), 5, random);

    assertThat(hash).hasSize(60).startsWith("$2a$05$");
    assertThat(TokenHash.of("t".getBytes(UTF_8), 5, random)).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 73})
  void whatBcryptWouldNotCompareWholeIsRefused(int bytes) {
    assertThatThrownBy(() -> TokenHash.of(new byte[bytes], COST, random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + bytes);
  }
}
