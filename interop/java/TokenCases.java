import io.nats.client.AuthenticationException;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Who is let in, and who is turned away at once.
final class TokenCases {

  private TokenCases() {}

  static void optionToken(Target target) throws Exception {
    var connection = target.connect();
    Target.require(
        connection.getServerInfo().isAuthRequired(), "the server does not announce auth_required");
    connection.flush(Target.PATIENCE);
  }

  static void urlToken(Target target) throws Exception {
    target.connect(target.options(target.token() + "@")).flush(Target.PATIENCE);
  }

  static void urlTokenWithoutScheme(Target target) throws Exception {
    var url = "%s@%s:%s".formatted(target.token(), target.host(), target.port());
    target.connect(Options.builder().server(url).noReconnect()).flush(Target.PATIENCE);
  }

  /// The token with every byte written as `%` and two digits.
  static void urlTokenEncoded(Target target) throws Exception {
    var encoded = new StringBuilder();
    for (var b : target.token().getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02x".formatted(b));
    }
    target.connect(target.options(encoded + "@")).flush(Target.PATIENCE);
  }

  static void wrongToken(Target target) throws Exception {
    refused(target, target.options("").token(("not-" + target.token()).toCharArray()));
  }

  static void noToken(Target target) throws Exception {
    refused(target, target.options(""));
  }

  /// Expects an authorization error, well before the server's limit of two seconds for a CONNECT.
  ///
  /// jnats throws it only after its own connection timeout, so that has to be short here.
  private static void refused(Target target, Options.Builder options)
      throws IOException, InterruptedException {
    var start = System.nanoTime();
    try {
      target.connect(options.connectionTimeout(Duration.ofMillis(500)));
    } catch (AuthenticationException expected) {
      var tookMillis = (System.nanoTime() - start) / 1_000_000;
      Target.require(tookMillis < 1000, "the refusal took " + tookMillis + " ms");
      return;
    }
    throw new AssertionError("expected a refusal, but the connection was accepted");
  }
}
