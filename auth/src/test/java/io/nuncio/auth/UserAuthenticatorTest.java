package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAuthenticatorTest {
  private final List<Runnable> worker = new ArrayList<>();
  private final List<Decision> told = new ArrayList<>();

  private Authenticator authenticator(String password) {
    return Authenticator.user(
        "ann",
        Secret.of(password),
        new Authenticator.Means(
            (comparison, suspect) -> worker.add(comparison),
            new Random(1),
            InstantSource.system()));
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
        authenticator("s3cret")
            .check(Evidence.of(new Credentials(token, user, password)), told::add);

    assertThat(decision)
        .isEqualTo(
            accepted
                ? new Decision.Accepted(new AuthorizedUser("ann", "user:ann", null))
                : new Decision.Refused());
    assertThat(worker).isEmpty();
  }

  @Test
  void unknownNameCostsTheSameHashAsAWrongPassword() {
    byte[] hash = BCrypt.withDefaults().hash(4, "s3cret".getBytes(UTF_8));
    Authenticator authenticator = authenticator(new String(hash, US_ASCII));

    Decision decision =
        authenticator.check(Evidence.of(new Credentials("", "bob", "s3cret")), told::add);
    worker.forEach(Runnable::run);

    assertThat(decision).isEqualTo(new Decision.Later());
    assertThat(told).containsExactly(new Decision.Refused());
  }
}
