package io.nuncio.conformance.load;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A pair of clients that have nothing to do with the load: one asks, the other answers, one
/// request after the other, on two threads of their own.
final class Bystander implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LoadClient requester;
  private final LoadClient responder;
  private final Background asking = new Background("requester", this::ask);
  private final Background answering = new Background("responder", this::answer);
  private final List<Long> roundTripNanos = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean stopping;
  private volatile boolean unanswered;

  private Bystander(ServerProcess server, String token) {
    responder = LoadClient.connect(server, "responder", token).subscribe("service");
    requester = LoadClient.connect(server, "requester", token).subscribe("inbox");
  }

  /// Begins, on an open server.
  static Bystander start(ServerProcess server) {
    return start(server, "");
  }

  /// Begins.
  ///
  /// @param token that both present
  static Bystander start(ServerProcess server, String token) {
    Bystander bystander = new Bystander(server, token);
    bystander.answering.start();
    bystander.asking.start();
    return bystander;
  }

  private void ask() {
    try {
      for (int i = 0; !stopping; i++) {
        String question = "q" + i;
        Stopwatch stopwatch = Stopwatch.started();
        unanswered = true;
        requester.send("PUB service inbox " + question.length() + "\r\n" + question + "\r\n");
        requester.readUntil("\r\n" + question + "\r\n");
        unanswered = false;
        roundTripNanos.add(stopwatch.elapsed().toNanos());
        Await.pass(BETWEEN);
      }
    } catch (RuntimeException | AssertionError e) {
      // It has been cut; the request stays unanswered.
    }
  }

  private void answer() {
    try {
      while (true) {
        responder.readUntil("MSG service 1 inbox ");
        responder.readUntil("\r\n");
        String question = responder.readUntil("\r\n");
        responder.send("PUB inbox " + question.length() + "\r\n" + question + "\r\n");
      }
    } catch (RuntimeException | AssertionError e) {
      // Closed, by the test or by the server.
    }
  }

  /// Stops after the request that is under way.
  ///
  /// @return how long each request took until its reply, in nanoseconds and ascending
  /// @throws AssertionError if a request got no reply
  List<Long> stop() {
    stopping = true;
    if (!asking.endsWithin(PATIENCE) || unanswered) {
      throw new AssertionError(
          "no reply to request %d of a bystander".formatted(roundTripNanos.size()));
    }
    return roundTripNanos.stream().sorted().toList();
  }

  @Override
  public void close() {
    stopping = true;
    requester.close();
    responder.close();
    asking.join();
    answering.join();
  }
}
