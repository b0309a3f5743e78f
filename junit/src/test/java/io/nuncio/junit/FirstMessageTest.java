package io.nuncio.junit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Connection;
import io.nuncio.testkit.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// How long it takes from before a server is started until a first message was received; printed,
/// and not judged.
@NuncioTest(per = NuncioTest.Per.METHOD, token = "s3cr3t")
class FirstMessageTest {
  /// Started with the instance, which is made before the server starts.
  private final Stopwatch stopwatch = Stopwatch.started();

  @RepeatedTest(10)
  void isReceived(Connection publisher, Connection subscriber, RepetitionInfo repetition)
      throws Exception {
    var subscription = subscriber.subscribe("first");
    subscriber.flush(Duration.ofSeconds(10));
    publisher.publish("first", new byte[] {1});
    var message = requireNonNull(subscription.nextMessage(Duration.ofSeconds(10)));

    System.out.printf(
        "server %d: first message after %.1f ms%n",
        repetition.getCurrentRepetition(), stopwatch.elapsed().toNanos() / 1e6);
    assertThat(message.getData()).hasSize(1);
  }
}
