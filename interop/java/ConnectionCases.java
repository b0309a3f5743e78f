import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.ConnectionListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a connection promises: limits, round trips, coming back.
final class ConnectionCases {

  private ConnectionCases() {}

  static void unsubscribeAfterMax(Target target) throws Exception {
    var max = 5;
    var publisher = target.connect();
    var subscriber = target.connect();
    var subject = publisher.createInbox();
    var subscription = subscriber.subscribe(subject);
    subscription.unsubscribe(max);
    subscriber.flush(Target.PATIENCE);

    for (int i = 0; i < 2 * max; i++) {
      publisher.publish(subject, new byte[] {(byte) i});
    }

    for (int i = 0; i < max; i++) {
      Target.requireEqual((byte) i, Target.next(subscription).getData()[0], "message " + i);
    }
    Target.nothingMore(subscription);
    // The server, too, has forgotten the subscription.
    MessageCases.nobodyAnswers(target, subject);
  }

  static void flushAndRtt(Target target) throws Exception {
    var connection = target.connect();
    for (int i = 0; i < 100; i++) {
      connection.publish(connection.createInbox(), new byte[0]);
      connection.flush(Target.PATIENCE);
    }
    var roundTrip = connection.RTT();
    Target.require(
        roundTrip.isPositive() && roundTrip.compareTo(Target.PATIENCE) < 0,
        "the round trip time is " + roundTrip);
  }

  static void maxPayload(Target target) throws Exception {
    var limit = 1_048_576;
    var publisher = target.connect();
    Target.requireEqual((long) limit, publisher.getMaxPayload(), "max_payload");
    var subject = publisher.createInbox();
    var subscription = target.subscribed(target.connect(), subject);
    var data = new byte[limit];
    for (int i = 0; i < limit; i++) {
      data[i] = (byte) (i * 31 >> 3);
    }

    publisher.publish(subject, data);

    var received = Target.next(subscription).getData();
    Target.require(Arrays.equals(data, received), received.length + " bytes came, not those sent");
  }

  static void reconnectAfterRestart(Target target) throws Exception {
    var reconnected = new CountDownLatch(1);
    var connection =
        target.connect(
            target
                .options("")
                .token(target.token().toCharArray())
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .connectionListener((source, event) -> {
                  if (event == ConnectionListener.Events.RESUBSCRIBED) {
                    reconnected.countDown();
                  }
                }));
    var subject = connection.createInbox();
    var subscription = target.subscribed(connection, subject);

    target.restartServer();

    Target.require(
        reconnected.await(2 * Target.PATIENCE.toSeconds(), TimeUnit.SECONDS),
        "the client did not reconnect");
    connection.flush(Target.PATIENCE);
    target.connect().publish(subject, "after".getBytes(UTF_8));
    Target.requireEqual(
        "after", new String(Target.next(subscription).getData(), UTF_8), "after the restart");
  }
}
