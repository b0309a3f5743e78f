package io.nuncio.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Authenticator.Decision;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAuthenticatorTest {
  private static final Executor NO_WORKER =
      task -> {
        throw new AssertionError("a plain token needs no worker");
      };

  private static Decision check(Authenticator authenticator, Credentials credentials) {
    return authenticator.check(
        credentials,
        later -> {
          throw new AssertionError("expected the decision at once, got " + later + " later");
        });
  }

  @ParameterizedTest
  @CsvSource({
    // token, user, password
    "mytoken, '',      '',      ACCEPTED",
    "mytoken, someone, else,    ACCEPTED",
    "nope,    '',      '',      REFUSED",
    "MYTOKEN, '',      '',      REFUSED",
    "mytoke,  '',      '',      REFUSED",
    "mytokenx,'',      '',      REFUSED",
    "'',      '',      '',      REFUSED",
    "'',      mytoken, '',      REFUSED",
    "'',      '',      mytoken, REFUSED",
  })
  void acceptsTheTokenAndNothingElse(
      String token, String user, String password, Decision decision) {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER, new Random(1));

    assertThat(check(authenticator, new Credentials(token, user, password))).isEqualTo(decision);
  }

  @Test
  void refusesATokenWithANulBehindIt() {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER, new Random(1));

    assertThat(check(authenticator, new Credentials("mytoken\0", "", "")))
        .isEqualTo(Decision.REFUSED);
  }

  @Test
  void isRequiredAndSaysSoWithoutTheToken() {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER, new Random(1));

    assertThat(authenticator.required()).isTrue();
    assertThat(authenticator.label()).isEqualTo("token");
    assertThat(authenticator.description()).contains("token").doesNotContain("mytoken");
    assertThat(authenticator.toString()).doesNotContain("mytoken");
  }

  @Test
  void openServerAcceptsWhateverIsPresented() {
    var open = Authenticator.open();

    assertThat(open.required()).isFalse();
    assertThat(open.label()).isEmpty();
    assertThat(check(open, new Credentials("", "", ""))).isEqualTo(Decision.ACCEPTED);
    assertThat(check(open, new Credentials("t", "u", "p"))).isEqualTo(Decision.ACCEPTED);
  }
}
