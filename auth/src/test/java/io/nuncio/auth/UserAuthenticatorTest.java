package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.nuncio.auth.Authenticator.Decision;
import io.nuncio.wire.ConnectOptions.Credentials;
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
    return Authenticator.user("ann", Secret.of(password), worker::add, new Random(1));
  }

  @ParameterizedTest
  @CsvSource({
    // token, user, password
    "'',     ann, s3cret, ACCEPTED",
    "wrong,  ann, s3cret, ACCEPTED",
    "'',     ann, S3CRET, REFUSED",
    "'',     ann, '',     REFUSED",
    "'',     bob, s3cret, REFUSED",
    "'',     '',  s3cret, REFUSED",
    "s3cret, '',  '',     REFUSED",
  })
  void acceptsNameAndPasswordTogether(
      String token, String user, String password, Decision expected) {
    Decision decision =
        authenticator("s3cret").check(new Credentials(token, user, password), told::add);

    assertThat(decision).isEqualTo(expected);
    assertThat(worker).isEmpty();
  }

  @Test
  void unknownNameCostsTheSameHashAsAWrongPassword() {
    byte[] hash = BCrypt.withDefaults().hash(4, "s3cret".getBytes(UTF_8));
    Authenticator authenticator = authenticator(new String(hash, US_ASCII));

    Decision decision = authenticator.check(new Credentials("", "bob", "s3cret"), told::add);
    worker.forEach(Runnable::run);

    assertThat(decision).isEqualTo(Decision.LATER);
    assertThat(told).containsExactly(Decision.REFUSED);
  }
}
