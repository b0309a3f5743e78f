package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.MonitoringConfig.Access;
import io.nuncio.testkit.ManualClock;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  /// Of `s3cr3t`, at the lowest cost.
  private static final String HASH = "$2a$04$e.nLDFYAS5/qDCU69w0nV.uuHWDC2XhkAlUDmprtYvIPgRTvHW9kO";

  private static Guard guard(Access access) {
    return new Guard(access, new ManualClock(), new Random(1));
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  @Test
  void everybodyIsLetInWhereNothingIsDemanded() {
    assertThat(guard(new Access.Open()).letsIn(null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void holderOfTheTokenIsLetIn(boolean hashed) {
    Guard guard = guard(new Access.Bearer(Secret.of(hashed ? HASH : "s3cr3t")));

    assertThat(guard.letsIn("Bearer s3cr3t")).isTrue();
    assertThat(guard.letsIn("bearer  s3cr3t ")).isTrue();
    assertThat(guard.challenge()).startsWith("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "s3cr3t", "Token s3cr3t", ""})
  void nobodyElseIsLetInByToken(String authorization) {
    Guard plain = guard(new Access.Bearer(Secret.of("s3cr3t")));
    Guard hashed = guard(new Access.Bearer(Secret.of(HASH)));

    assertThat(plain.letsIn(authorization)).isFalse();
    assertThat(hashed.letsIn(authorization)).isFalse();
  }

  @Test
  void passwordIsNoToken() {
    assertThat(guard(new Access.Bearer(Secret.of("s3cr3t"))).letsIn(basic(":s3cr3t"))).isFalse();
    assertThat(guard(new Access.Bearer(Secret.of("s3cr3t"))).letsIn(null)).isFalse();
  }

  @Test
  void usersAreLetInByTheirOwnPasswords() {
    Guard guard =
        guard(new Access.Basic(Map.of("joe", Secret.of("s3cr3t"), "ann", Secret.of(HASH))));

    assertThat(guard.letsIn(basic("joe:s3cr3t"))).isTrue();
    assertThat(guard.letsIn(basic("ann:s3cr3t"))).isTrue();
    assertThat(guard.challenge()).startsWith("Basic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"joe:wrong", "joe:", "joe", ":s3cr3t", "bob:s3cr3t", "joe:s3cr3t ", "joe:an:n"})
  void nobodyElseIsLetInByPassword(String userAndPassword) {
    Guard guard =
        guard(new Access.Basic(Map.of("joe", Secret.of("s3cr3t"), "ann", Secret.of("an:n"))));

    assertThat(guard.letsIn(basic(userAndPassword))).isFalse();
  }

  @Test
  void passwordMayHaveColons() {
    assertThat(guard(new Access.Basic(Map.of("ann", Secret.of("an:n")))).letsIn(basic("ann:an:n")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ???", "Bearer am9lOnMzY3IzdA==", "Basic"})
  void whatCannotBeReadIsRefused(String authorization) {
    assertThat(guard(new Access.Basic(Map.of("joe", Secret.of("s3cr3t")))).letsIn(authorization))
        .isFalse();
  }
}
