package io.nuncio.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAuthenticatorTest {
  private static final Decision ACCEPTED =
      new Decision.Accepted(new AuthorizedUser("[REDACTED]", "token", null));
  private static final Authenticator.Means NO_WORKER =
      new Authenticator.Means(
          (comparison, suspect) -> {
            throw new AssertionError("a plain token needs no worker");
          },
          new Random(1),
          InstantSource.system());

  private static Decision check(Authenticator authenticator, Credentials credentials) {
    return authenticator.check(
        Evidence.of(credentials),
        later -> {
          throw new AssertionError("expected the decision at once, got " + later + " later");
        });
  }

  @ParameterizedTest
  @CsvSource({
    // token, user, password
    "mytoken, '',      '',      true",
    "mytoken, someone, else,    true",
    "nope,    '',      '',      false",
    "MYTOKEN, '',      '',      false",
    "mytoke,  '',      '',      false",
    "mytokenx,'',      '',      false",
    "'',      '',      '',      false",
    "'',      mytoken, '',      false",
    "'',      '',      mytoken, false",
  })
  void acceptsTheTokenAndNothingElse(String token, String user, String password, boolean accepted) {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER);

    assertThat(check(authenticator, new Credentials(token, user, password)))
        .isEqualTo(accepted ? ACCEPTED : new Decision.Refused());
  }

  @Test
  void refusesATokenWithANulBehindIt() {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER);

    assertThat(check(authenticator, new Credentials("mytoken\0", "", "")))
        .isEqualTo(new Decision.Refused());
  }

  @Test
  void takesThePasswordOfAnEmptyUserForTheToken() {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER);

    assertThat(check(authenticator, new Credentials("", "", "mytoken", true))).isEqualTo(ACCEPTED);
    assertThat(check(authenticator, new Credentials("", "", "mytoken", false)))
        .describedAs("without a user")
        .isEqualTo(new Decision.Refused());
    assertThat(check(authenticator, new Credentials("nope", "", "mytoken", true)))
        .describedAs("beside another token")
        .isEqualTo(new Decision.Refused());
    assertThat(check(authenticator, new Credentials("", "ann", "mytoken", true)))
        .describedAs("with a user")
        .isEqualTo(new Decision.Refused());
  }

  @Test
  void isRequiredAndSaysSoWithoutTheToken() {
    var authenticator = Authenticator.token(Secret.of("mytoken"), NO_WORKER);

    assertThat(authenticator.required()).isTrue();
    assertThat(authenticator.description()).contains("token").doesNotContain("mytoken");
    assertThat(authenticator.toString()).doesNotContain("mytoken");
  }

  @Test
  void openServerAcceptsWhateverIsPresented() {
    var open = Authenticator.open();
    var anybody = new Decision.Accepted(AuthorizedUser.ANYBODY);

    assertThat(open.required()).isFalse();
    assertThat(check(open, new Credentials("", "", ""))).isEqualTo(anybody);
    assertThat(check(open, new Credentials("t", "u", "p"))).isEqualTo(anybody);
  }
}
