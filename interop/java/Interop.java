import io.nats.client.Nats;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs the cases of `../README.md` with jnats against one server.
///
/// Usage: `java -cp … Interop HOST PORT TOKEN`
final class Interop {

  /// One case: returns if all is well, throws otherwise. Connections are closed by the caller.
  @FunctionalInterface
  interface Case {
    void run(Target target) throws Exception;
  }

  private Interop() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("usage: Interop HOST PORT TOKEN");
      System.exit(2);
    }
    var operator = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("client jnats " + Nats.CLIENT_VERSION);
    var target = new Target(arguments[0], arguments[1], arguments[2], operator);
    var failed = false;
    for (var entry : cases().entrySet()) {
      try {
        entry.getValue().run(target);
        System.out.println("ok " + entry.getKey());
      } catch (Exception | AssertionError e) {
        failed = true;
        var reason = e.toString().replaceAll("\\s+", " ");
        System.out.println("FAIL " + entry.getKey() + ": " + reason);
      } finally {
        target.closeAll();
      }
    }
    System.exit(failed ? 1 : 0);
  }

  private static Map<String, Case> cases() {
    var cases = new LinkedHashMap<String, Case>();
    cases.put("option-token", TokenCases::optionToken);
    cases.put("url-token", TokenCases::urlToken);
    cases.put("url-token-without-scheme", TokenCases::urlTokenWithoutScheme);
    cases.put("url-token-encoded", TokenCases::urlTokenEncoded);
    cases.put("wrong-token", TokenCases::wrongToken);
    cases.put("no-token", TokenCases::noToken);
    cases.put("publish-subscribe", MessageCases::publishSubscribe);
    cases.put("queue-group", MessageCases::queueGroup);
    cases.put("request-reply", MessageCases::requestReply);
    cases.put("no-responders", MessageCases::noResponders);
    cases.put("headers", MessageCases::singleValueHeaders);
    cases.put("headers-multi-value", MessageCases::multiValueHeaders);
    cases.put("wildcards", MessageCases::wildcards);
    cases.put("unsubscribe-after-max", ConnectionCases::unsubscribeAfterMax);
    cases.put("flush-and-rtt", ConnectionCases::flushAndRtt);
    cases.put("max-payload", ConnectionCases::maxPayload);
    cases.put("reconnect-after-restart", ConnectionCases::reconnectAfterRestart);
    return cases;
  }
}
