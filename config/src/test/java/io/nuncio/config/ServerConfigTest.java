package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nuncio.auth.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void defaultsAreThoseOfNatsServer() {
    assertThat(Limits.defaults()).isEqualTo(new Limits(1_048_576, 4096, 67_108_864, 65_536, 0, 0));
    assertThat(Timers.defaults())
        .isEqualTo(
            new Timers(Duration.ofSeconds(2), Duration.ofMinutes(2), 2, Duration.ofSeconds(10)));
    assertThat(ListenAddress.defaults()).isEqualTo(new ListenAddress("0.0.0.0", 4222));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ListenAddress(" ", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListenAddress("nats://s3cr3t@a", 1))
        .withMessageNotContaining("s3cr3t");
    assertThatIllegalArgumentException().isThrownBy(() -> new ListenAddress("a", -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ListenAddress("a", 65536));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1, 1, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0, 1, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2, 1, 1, 1, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timers(Duration.ZERO, SECOND, 1, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timers(SECOND, SECOND.negated(), 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timers(SECOND, SECOND, 0, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timers(SECOND, SECOND, 1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> Identity.named("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Identity.named(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthenticationConfig.Token(Secret.of("")));
  }

  @Test
  void changesOneThingAtATime() {
    var changed = ServerConfig.defaults().change().listen(ListenAddress.loopback()).build();

    assertThat(changed.listen()).isEqualTo(ListenAddress.loopback());
    assertThat(changed.change().listen(ListenAddress.defaults()).build())
        .isEqualTo(ServerConfig.defaults());
  }

  @Test
  void keepsEveryPartThroughAChange() {
    var all =
        ServerConfig.builder()
            .listen(ListenAddress.loopback())
            .identity(Identity.named("n"))
            .authentication(new AuthenticationConfig.Token(Secret.of("t")))
            .limits(new Limits(1, 2, 3, 4, 5, 6))
            .timers(new Timers(SECOND, SECOND, 1, SECOND))
            .protocol(
                new ClientProtocol(false, true, false, ClientProtocol.WriteTimeout.RETRY, false))
            .reports(new Reports(1, 2, 3))
            .log(LogConfig.of(true, true))
            .files(new ProcessFiles(Path.of("p"), Path.of("f")))
            .lameDuck(new LameDuck(Duration.ofMinutes(3), SECOND))
            .loops(3)
            .build();

    assertThat(all.change().build()).isEqualTo(all);
    assertThat(all).usingRecursiveComparison().isNotEqualTo(ServerConfig.defaults());
  }
}
