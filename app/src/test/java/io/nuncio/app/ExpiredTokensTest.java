package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ServerConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiredTokensTest {
  private static final Instant EXPIRY = Instant.parse("2026-12-01T00:00:00Z");

  private static final ServerConfig CONFIG =
      ServerConfig.builder()
          .authentication(
              new AuthenticationConfig.Tokens(
                  List.of(
                      new NamedToken("old", Secret.of("s3cr3t"), EXPIRY),
                      new NamedToken("ci", Secret.of("t"), null))))
          .build();

  private static List<String> warnings(Instant now) {
    return ExpiredTokens.warnings(CONFIG, InstantSource.fixed(now));
  }

  @Test
  void eachIsNamedFromTheMomentOnWhenItExpires() {
    assertThat(warnings(EXPIRY.minusMillis(1))).isEmpty();
    assertThat(warnings(EXPIRY))
        .singleElement()
        .asString()
        .startsWith("The token \"old\" of authorization.tokens has expired")
        .doesNotContain("s3cr3t");
  }
}
