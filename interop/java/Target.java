import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The server under test, as given on the command line, and the connections of one case.
///
/// @param operator answers the line `restart-please` with the line `restarted`
record Target(
    String host, String port, String token, BufferedReader operator, List<Connection> opened) {

  /// Bounds a single wait of a case; far above what a healthy server needs.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// A quiet period after which a message that must not come is taken as not sent.
  static final Duration QUIET = Duration.ofMillis(200);

  Target(String host, String port, String token, BufferedReader operator) {
    this(host, port, token, operator, new ArrayList<>());
  }

  /// Connects with the right token.
  Connection connect() throws IOException, InterruptedException {
    return connect(options("").token(token.toCharArray()));
  }

  Connection connect(Options.Builder options) throws IOException, InterruptedException {
    var connection = Nats.connect(options.build());
    opened.add(connection);
    return connection;
  }

  /// Options without any token, except what `userInfo` carries.
  Options.Builder options(String userInfo) {
    return Options.builder()
        .server("nats://%s%s:%s".formatted(userInfo, host, port))
        .connectionTimeout(Duration.ofSeconds(2))
        .noReconnect()
        // The cases look at what a call throws; the default listener would log it as well.
        .errorListener(new ErrorListener() {});
  }

  /// Returns once the server knows the subscription.
  Subscription subscribed(Connection connection, String filter) throws Exception {
    var subscription = connection.subscribe(filter);
    connection.flush(PATIENCE);
    return subscription;
  }

  void restartServer() throws IOException {
    System.out.println("restart-please");
    requireEqual("restarted", operator.readLine(), "the line on stdin");
  }

  void closeAll() throws InterruptedException {
    for (var connection : opened) {
      connection.close();
    }
    opened.clear();
  }

  static Message next(Subscription subscription) throws InterruptedException {
    var message = subscription.nextMessage(PATIENCE);
    require(message != null, "no message within " + PATIENCE);
    return message;
  }

  static void nothingMore(Subscription subscription) throws InterruptedException {
    var message = subscription.isActive() ? subscription.nextMessage(QUIET) : null;
    require(message == null, "unexpected message: " + message);
  }

  static void requireEqual(Object expected, Object actual, String what) {
    require(
        Objects.equals(expected, actual),
        "%s: expected %s, got %s".formatted(what, expected, actual));
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
