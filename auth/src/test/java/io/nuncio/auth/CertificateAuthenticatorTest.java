package io.nuncio.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.ManualClock;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CertificateAuthenticatorTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");
  private static final KnownUser JOE = KnownUser.of(new KnownUser.Certificate("CN=joe"));
  private static final KnownUser ANN =
      KnownUser.of(new KnownUser.Password("CN=ann", Secret.of("s3cr3t")));
  private static final KnownUser BOT =
      new KnownUser(
          new KnownUser.Certificate("CN=bot"), Permissions.ALL, Set.of(ConnectionType.MQTT));

  private final Authenticator authenticator =
      Authenticator.certificates(
          List.of(JOE, ANN, BOT),
          new Authenticator.Means(
              (work, suspect) -> {
                throw new AssertionError("nothing is hashed here");
              },
              new SplittableRandom(1),
              new ManualClock()));

  private static X509Certificate certificate(String name) {
    return AUTHORITY.issue(CertificateRequest.empty().name("CN", name)).certificate();
  }

  private Decision decide(List<X509Certificate> chain, String user, String password) {
    var evidence =
        new Evidence(new Credentials("", user, password), ConnectionType.STANDARD, "", chain);
    return authenticator.check(
        evidence,
        decision -> {
          throw new AssertionError("it is decided at once");
        });
  }

  private static Decision accepted(KnownUser user) {
    return new Decision.Accepted(AuthorizedUser.of(user));
  }

  @Test
  void certificateIsEnoughForAUserWithoutAPassword() {
    assertThat(decide(List.of(certificate("joe")), "", "")).isEqualTo(accepted(JOE));
  }

  @Test
  void nameThatTheClientGivesDoesNotMatter() {
    assertThat(decide(List.of(certificate("joe")), "CN=ann", "")).isEqualTo(accepted(JOE));
  }

  @Test
  void passwordIsNeededWhereThereIsOne() {
    var chain = List.of(certificate("ann"));

    assertThat(decide(chain, "", "s3cr3t")).isEqualTo(accepted(ANN));
    assertThat(decide(chain, "CN=ann", "")).isInstanceOf(Decision.Refused.class);
    assertThat(decide(chain, "CN=ann", "wrong")).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void passwordWhereThereIsNoneIsWrong() {
    assertThat(decide(List.of(certificate("joe")), "", "x")).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void nobodyIsLetInByAPasswordAlone() {
    assertThat(decide(List.of(), "CN=ann", "s3cr3t")).isInstanceOf(Decision.Refused.class);
    assertThat(decide(List.of(certificate("eve")), "CN=ann", "s3cr3t"))
        .isInstanceOf(Decision.Refused.class);
    assertThat(decide(List.of(), "CN=joe", "")).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void onlyTheFirstCertificateCounts() {
    assertThat(decide(List.of(certificate("eve"), certificate("joe")), "", ""))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void userWhoMustConnectInAnotherWayIsRefused() {
    assertThat(decide(List.of(certificate("bot")), "", "")).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void userWithoutAPasswordIsNobodyWithoutCertificates() {
    Authenticator byPassword =
        Authenticator.users(
            List.of(JOE),
            null,
            new Authenticator.Means(
                (work, suspect) -> true, new SplittableRandom(1), new ManualClock()));
    var evidence = Evidence.of(new Credentials("", "CN=joe", ""));

    assertThat(byPassword.check(evidence, decision -> {})).isInstanceOf(Decision.Refused.class);
  }
}
