package io.nuncio.conformance.swap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A service with a connection to each of several servers; answers with the port it was asked by.
final class Responder {
  static final String SUBJECT = "swap.service";

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Map<Integer, Connection> connectionByPort = new TreeMap<>();

  /// Connects to the server that runs at `port`; when that ends, it is looked for until it is back.
  void serve(int port) throws IOException, InterruptedException {
    if (connectionByPort.containsKey(port)) {
      return;
    }
    var connection = Nats.connect(options(List.of(port)).build());
    var answer = Integer.toString(port).getBytes(US_ASCII);
    connection
        .createDispatcher(request -> connection.publish(request.getReplyTo(), answer))
        .subscribe(SUBJECT, "responders");
    connectionByPort.put(port, connection);
  }

  /// Waits until the server at `port` knows this responder.
  void awaitReady(int port) {
    var connection = connectionByPort.get(port);
    Await.until(
        "a responder at " + port,
        LIMIT,
        () -> {
          try {
            if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
              return false;
            }
            connection.flush(LIMIT);
            return true;
          } catch (Exception notYet) {
            return false;
          }
        });
  }

  /// Ends all connections.
  void disconnect() throws InterruptedException {
    for (var connection : connectionByPort.values()) {
      connection.close();
    }
  }

  /// A client that never gives up.
  static Options.Builder options(List<Integer> ports) {
    return Options.builder()
        .servers(ports.stream().map(port -> "nats://127.0.0.1:" + port).toArray(String[]::new))
        .token(SwapIT.TOKEN.toCharArray())
        .noRandomize()
        .ignoreDiscoveredServers()
        .maxReconnects(-1)
        .reconnectWait(Duration.ofMillis(20))
        .reconnectJitter(Duration.ofMillis(1))
        .errorListener(new ErrorListener() {});
  }
}
