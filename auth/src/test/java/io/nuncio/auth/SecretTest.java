package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void printsNothingOfItselfWhereverItIsPrinted() {
    var secret = Secret.of("s3cr3t");

    assertThat(secret).hasToString("[REDACTED]");
    assertThat("" + new PlainVerifier(secret)).doesNotContain("s3cr3t");
    assertThat(
            ""
                + Authenticator.token(
                    secret,
                    new Authenticator.Means(
                        (task, suspect) -> false, new Random(1), InstantSource.system())))
        .doesNotContain("s3cr3t");
  }

  @Test
  void matchesItsOwnTextOnly() {
    var secret = Secret.of("t\u00f6ken");

    assertThat(secret.matches("t\u00f6ken".getBytes(UTF_8))).isTrue();
    assertThat(secret.matches("t\u00f6ke".getBytes(UTF_8))).isFalse();
    assertThat(secret.matches("t\u00f6kenn".getBytes(UTF_8))).isFalse();
    assertThat(secret.matches("token".getBytes(UTF_8))).isFalse();
    assertThat(secret.matches(new byte[0])).isFalse();
  }

  @Test
  void knowsWhetherItIsEmpty() {
    assertThat(Secret.of("").isEmpty()).isTrue();
    assertThat(Secret.of(" ").isEmpty()).isFalse();
  }

  @Test
  void cannotBeChangedThroughWhatItReveals() {
    var secret = Secret.of("abc");

    secret.reveal()[0] = 'x';

    assertThat(secret.reveal()).isEqualTo("abc".getBytes(UTF_8));
  }
}
