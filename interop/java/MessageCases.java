import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What happens to messages between clients.
final class MessageCases {

  private record Delivery(int member, int number) {}

  private MessageCases() {}

  static void publishSubscribe(Target target) throws Exception {
    var count = 1000;
    var publisher = target.connect();
    var subject = publisher.createInbox();
    var subscription = target.subscribed(target.connect(), subject);

    for (int i = 0; i < count; i++) {
      publisher.publish(subject, payload(i));
    }

    for (int i = 0; i < count; i++) {
      var data = Target.next(subscription).getData();
      Target.require(
          Arrays.equals(payload(i), data), "message " + i + " is " + Arrays.toString(data));
    }
    Target.nothingMore(subscription);
  }

  /// Bytes that a careless parser trips over, in a length that differs between messages.
  private static byte[] payload(int i) {
    var traps = "\r\nMSG x 1 2\r\n\0\u00ff\u00fe+OK\r\nPING\r\n-ERR 'no'\r\n";
    var block = (traps + (char) (i & 0xff) + (char) (i >> 8)).getBytes(ISO_8859_1);
    var payload = new byte[i % (4 * block.length)];
    for (int at = 0; at < payload.length; at++) {
      payload[at] = block[at % block.length];
    }
    return payload;
  }

  static void queueGroup(Target target) throws Exception {
    var count = 300;
    var publisher = target.connect();
    var subject = publisher.createInbox();
    var deliveries = new LinkedBlockingQueue<Delivery>();
    for (int i = 0; i < 3; i++) {
      var member = i;
      var connection = target.connect();
      connection
          .createDispatcher(message ->
              deliveries.add(
                  new Delivery(member, Integer.parseInt(new String(message.getData(), UTF_8)))))
          .subscribe(subject, "workers");
      connection.flush(Target.PATIENCE);
    }

    for (int i = 0; i < count; i++) {
      publisher.publish(subject, Integer.toString(i).getBytes(UTF_8));
    }

    var numbers = new HashSet<Integer>();
    var busyMembers = new HashSet<Integer>();
    while (numbers.size() < count) {
      var delivery = deliveries.poll(Target.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Target.require(delivery != null, "only %d messages arrived".formatted(numbers.size()));
      Target.require(numbers.add(delivery.number()), delivery + " is a second one");
      busyMembers.add(delivery.member());
    }
    var surplus = deliveries.poll(Target.QUIET.toMillis(), TimeUnit.MILLISECONDS);
    Target.require(surplus == null, surplus + " is a second one");
    Target.require(busyMembers.size() > 1, "one member got everything");
  }

  static void requestReply(Target target) throws Exception {
    var requester = target.connect();
    var responder = target.connect();
    var subject = requester.createInbox();
    responder
        .createDispatcher(
            message -> responder.publish(message.getReplyTo(), answerTo(message.getData())))
        .subscribe(subject);
    responder.flush(Target.PATIENCE);

    var answers = new ArrayList<CompletableFuture<Message>>();
    for (int i = 0; i < 50; i++) {
      answers.add(
          requester.requestWithTimeout(
              subject, ("question " + i).getBytes(UTF_8), Target.PATIENCE));
    }

    for (int i = 0; i < answers.size(); i++) {
      var answer = new String(answers.get(i).get().getData(), UTF_8);
      Target.requireEqual("re: question " + i, answer, "answer " + i);
    }
  }

  private static byte[] answerTo(byte[] question) {
    return ("re: " + new String(question, UTF_8)).getBytes(UTF_8);
  }

  static void noResponders(Target target) throws Exception {
    var connection = target.connect();
    var start = System.nanoTime();
    nobodyAnswers(target, connection.createInbox());
    var tookMillis = (System.nanoTime() - start) / 1_000_000;
    Target.require(tookMillis < 1000, "the answer took " + tookMillis + " ms");
  }

  /// Expects the server to say at once that nobody listens on `subject`.
  ///
  /// By default the client turns that into a cancellation, which also a timeout would be; with
  /// `reportNoResponders` it passes on the server's status.
  static void nobodyAnswers(Target target, String subject) throws Exception {
    var options = target.options("").token(target.token().toCharArray()).reportNoResponders();
    var request = target.connect(options).requestWithTimeout(subject, new byte[0], Target.PATIENCE);
    try {
      var answer = request.get();
      throw new AssertionError("expected no responders, got " + answer);
    } catch (ExecutionException e) {
      Target.require(
          e.getCause() instanceof JetStreamStatusException status
              && status.getStatus().isNoResponders(),
          "expected no responders, got " + e.getCause());
    } catch (CancellationException e) {
      throw new AssertionError("expected no responders, but the request timed out", e);
    }
  }

  static void singleValueHeaders(Target target) throws Exception {
    headersSurvive(
        target,
        Map.of(
            "Trace", List.of("a:b c;d=e"),
            "content-type", List.of("text/plain"),
            "X-Long", List.of("long".repeat(500))));
  }

  static void multiValueHeaders(Target target) throws Exception {
    headersSurvive(
        target, Map.of("Many", List.of("one", "two", "two", "three"), "Single", List.of("1")));
  }

  private static void headersSurvive(Target target, Map<String, List<String>> headers)
      throws Exception {
    var connection = target.connect();
    Target.require(
        connection.getServerInfo().isHeadersSupported(), "the server does not announce headers");
    var subject = connection.createInbox();
    var subscription = target.subscribed(connection, subject);

    for (var body : List.of("with\r\nbody", "")) {
      connection.publish(
          NatsMessage.builder()
              .subject(subject)
              .headers(new Headers().put(headers))
              .data(body, UTF_8)
              .build());

      var message = Target.next(subscription);
      var received = new HashMap<String, List<String>>();
      if (message.hasHeaders()) {
        message.getHeaders().forEach(received::put);
      }
      Target.requireEqual(headers, received, "headers");
      Target.requireEqual(body, new String(message.getData(), UTF_8), "body");
    }
  }

  static void wildcards(Target target) throws Exception {
    var connection = target.connect();
    var root = connection.createInbox() + ".";
    var published = List.of("a", "a.b", "a.b.c", "x.b.c", "x.b", "x.b.c.d");
    var expected =
        Map.of(
            "*", List.of("a"),
            "a.*", List.of("a.b"),
            "*.b.*", List.of("a.b.c", "x.b.c"),
            "x.>", List.of("x.b.c", "x.b", "x.b.c.d"),
            ">", published);
    var subscriptionsByFilter = subscribeAll(target, connection, root, expected.keySet());

    for (var subject : published) {
      connection.publish(root + subject, subject.getBytes(UTF_8));
    }

    for (var filter : expected.keySet()) {
      var subscription = subscriptionsByFilter.get(filter);
      for (var subject : expected.get(filter)) {
        var message = Target.next(subscription);
        Target.requireEqual(root + subject, message.getSubject(), filter);
        Target.requireEqual(subject, new String(message.getData(), UTF_8), filter);
      }
      Target.nothingMore(subscription);
    }
  }

  private static Map<String, Subscription> subscribeAll(
      Target target, Connection connection, String root, Iterable<String> filters)
      throws Exception {
    var subscriptionsByFilter = new HashMap<String, Subscription>();
    for (var filter : filters) {
      subscriptionsByFilter.put(filter, target.subscribed(connection, root + filter));
    }
    return subscriptionsByFilter;
  }
}
