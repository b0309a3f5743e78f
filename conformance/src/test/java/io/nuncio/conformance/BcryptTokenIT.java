package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that knows only the bcrypt hash of its token.
class BcryptTokenIT {
  private static final String TOKEN = "correct horse battery";
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  /// The hash of [#TOKEN] after `$2_$`, of the lowest cost.
  private static final String COST_AND_HASH =
      "04$eVppp6fg11R0dUVqpHdHRerQPBip3YlwA9zSnL81WNGPAoJUKc.Xy";

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void tokenIsComparedByItsHash(String variant) {
    var hash = variant + COST_AND_HASH;
    try (var server = ServerUnderTest.start("--auth", hash);
        var right = server.connect().connectWithToken(TOKEN);
        var wrong = server.connect();
        var hashItself = server.connect()) {
      right.send("SUB bcrypt 1\r\nPUB bcrypt 2\r\nhi\r\n").expect("MSG bcrypt 1 2\r\nhi\r\n");
      wrong.send(connect("correct horse batter")).expect(VIOLATION).expectClosed();
      hashItself.send(connect(hash)).expect(VIOLATION).expectClosed();
    }
  }

  @Test
  void hashOfAnUnknownVariantIsAPlainToken() {
    var token = "$2c$" + COST_AND_HASH;
    try (var server = ServerUnderTest.start("--auth", token);
        var itself = server.connect().connectWithToken(token);
        var hashed = server.connect()) {
      itself.expectNothingElse();
      hashed.send(connect(TOKEN)).expect(VIOLATION).expectClosed();
    }
  }

  @Test
  void neitherHashNorTokenReachesTheLog() {
    try (var server = ServerUnderTest.start("-DV", "--auth", "$2a$" + COST_AND_HASH)) {
      server.connect().connectWithToken(TOKEN).close();
      server.stop();

      assertThat(server.errorLines())
          .noneMatch(line -> line.contains("horse"))
          .noneMatch(line -> line.contains("eVppp6fg"))
          .anyMatch(line -> line.contains("[REDACTED]"));
    }
  }

  private static String connect(String token) {
    return "CONNECT {\"verbose\":true,\"auth_token\":\"" + token + "\"}\r\n";
  }
}
