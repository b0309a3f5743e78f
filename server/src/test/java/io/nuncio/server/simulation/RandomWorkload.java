package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.simulation.SimulatedClient.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Random subscribers and publishers, each operation done by the simulated server and by the naive
/// broker, and the comparison of the two.
///
/// Subscriptions change in one phase and messages are published in the next, by several clients at
/// once; between the phases the simulation comes to rest, so that the naive broker, which knows no
/// concurrency, has one right answer.
final class RandomWorkload {
  private static final String[] TOKENS = {"a", "b", "c", "orders"};
  private static final String[] GROUPS = {"", "", "", "q", "workers"};

  private final Simulation simulation;
  private final RandomGenerator random;
  private final NaiveBroker broker = new NaiveBroker();
  private final List<Published> published = new ArrayList<>();

  /// By client; those who are not here may do everything.
  private final Map<Integer, RandomRights> rights = new HashMap<>();

  /// What each client must have been told that it may not.
  private final Map<Integer, List<String>> refusals = new HashMap<>();

  private int operations;
  private int publishedMessages;

  /// A message and what the naive broker says of it.
  private record Published(
      int id,
      int publisher,
      String subject,
      String headers,
      String payload,
      List<NaiveBroker.Subscription> plain,
      Map<String, List<NaiveBroker.Subscription>> groups) {}

  RandomWorkload(Simulation simulation, RandomGenerator random) {
    this.simulation = simulation;
    this.random = random;
  }

  int operations() {
    return operations;
  }

  int publishedMessages() {
    return publishedMessages;
  }

  int subscriptions() {
    return broker.size();
  }

  /// What client `number` may do from now on; the server is told elsewhere. It loses subscriptions
  /// that it may not have any more.
  void permit(int number, RandomRights allowed) {
    rights.put(number, allowed);
    for (NaiveBroker.Subscription lost :
        broker.removeOf(number, each -> !allowed.maySubscribe(each.filter, each.group))) {
      refuse(number, "Subscription to " + words(lost.filter, lost.group) + sid(lost));
    }
  }

  /// Rights over the subjects and groups of this workload.
  RandomRights drawRights() {
    return RandomRights.draw(
        random, () -> randomSubject(true), () -> GROUPS[random.nextInt(GROUPS.length)]);
  }

  private RandomRights rights(int client) {
    return rights.getOrDefault(client, RandomRights.ALL);
  }

  private void refuse(int client, String what) {
    refusals
        .computeIfAbsent(client, key -> new ArrayList<>())
        .add("-ERR 'Permissions Violation for " + what + "'");
  }

  private static String words(String filter, String group) {
    return "\"" + filter + "\"" + (group.isEmpty() ? "" : " using queue \"" + group + "\"");
  }

  private static String sid(NaiveBroker.Subscription subscription) {
    return " (sid \"" + subscription.sid + "\")";
  }

  /// Compares what the clients were told that they may not, and forgets it.
  void checkRefusals() {
    for (SimulatedClient client : simulation.clients) {
      assertThat(client.errors)
          .describedAs("client %d, %s", client.number, rights(client.number))
          .containsExactlyInAnyOrderElementsOf(refusals.getOrDefault(client.number, List.of()));
      client.errors.clear();
    }
    refusals.clear();
  }

  void changeSubscriptions(int count) {
    for (int i = 0; i < count; i++) {
      SimulatedClient client = anyClient();
      String sid = String.valueOf(random.nextInt(6));
      if (random.nextInt(3) > 0) {
        String filter = randomSubject(true);
        String group = GROUPS[random.nextInt(GROUPS.length)];
        if (rights(client.number).maySubscribe(filter, group)) {
          broker.subscribe(client.number, filter, group, sid);
        } else {
          refuse(client.number, "Subscription to " + words(filter, group));
        }
        client.send("SUB " + filter + (group.isEmpty() ? " " : " " + group + " ") + sid + "\r\n");
      } else {
        broker.unsubscribe(client.number, sid, 0);
        client.send("UNSUB " + sid + "\r\n");
      }
      operations++;
      steps();
    }
    simulation.settle();
  }

  void publish(int count) {
    for (int i = 0; i < count; i++) {
      SimulatedClient client = anyClient();
      String subject = randomSubject(false);
      int id = published.size();
      publishedMessages++;
      String payload = id + ":" + "x".repeat(random.nextInt(10) == 0 ? random.nextInt(9000) : 8);
      boolean withHeaders = client.headers && random.nextInt(4) == 0;
      String headers = withHeaders ? "NATS/1.0\r\nId: " + id + "\r\n\r\n" : "";
      boolean permitted = rights(client.number).mayPublish(subject);
      if (!permitted) {
        refuse(client.number, "Publish to " + words(subject, ""));
      }
      published.add(
          new Published(
              id,
              client.number,
              subject,
              headers,
              payload,
              permitted ? receivers(subject, client) : List.of(),
              permitted ? broker.groups(subject) : Map.of()));
      client.send(frame(subject, headers, payload));
      operations++;
      steps();
    }
    simulation.settle();
  }

  private List<NaiveBroker.Subscription> receivers(String subject, SimulatedClient publisher) {
    return broker.plain(subject).stream().filter(each -> hears(each, subject, publisher)).toList();
  }

  private boolean hears(
      NaiveBroker.Subscription subscription, String subject, SimulatedClient publisher) {
    return (subscription.client != publisher.number || publisher.echo)
        && rights(subscription.client).mayReceive(subject, subscription.group);
  }

  private static String frame(String subject, String headers, String payload) {
    return headers.isEmpty()
        ? "PUB %s %d\r\n%s\r\n".formatted(subject, payload.length(), payload)
        : "HPUB %s %d %d\r\n%s%s\r\n"
            .formatted(
                subject, headers.length(), headers.length() + payload.length(), headers, payload);
  }

  private SimulatedClient anyClient() {
    return simulation.clients.get(random.nextInt(simulation.clients.size()));
  }

  private void steps() {
    for (int i = random.nextInt(6); i > 0; i--) {
      simulation.step();
    }
  }

  private String randomSubject(boolean filter) {
    int tokens = random.nextInt(1, 4);
    List<String> subject = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      int kind = filter ? random.nextInt(6) : 5;
      boolean last = i == tokens - 1;
      subject.add(
          kind == 0 ? "*" : kind == 1 && last ? ">" : TOKENS[random.nextInt(TOKENS.length)]);
    }
    return String.join(".", subject);
  }

  /// Compares what arrived with what the naive broker says, and forgets both.
  void check() {
    Map<Integer, Map<String, Integer>> copiesByMessage = new HashMap<>();
    for (SimulatedClient client : simulation.clients) {
      checkOrder(client);
      for (Received received : client.received) {
        int id = id(received);
        checkContent(client, received, published.get(id));
        copiesByMessage
            .computeIfAbsent(id, key -> new HashMap<>())
            .merge(client.number + "/" + received.sid(), 1, Integer::sum);
      }
      client.received.clear();
    }
    for (Published message : published) {
      checkReceivers(message, copiesByMessage.getOrDefault(message.id, Map.of()));
    }
    published.clear();
  }

  private static int id(Received received) {
    return Integer.parseInt(received.payload().substring(0, received.payload().indexOf(':')));
  }

  /// What one publisher sent arrives in the order in which it was sent; copies of one message in
  /// the order in which their subscriptions were made.
  private void checkOrder(SimulatedClient client) {
    Map<Integer, List<Integer>> idsByPublisher = new HashMap<>();
    for (Received received : client.received) {
      int id = id(received);
      idsByPublisher.computeIfAbsent(published.get(id).publisher, key -> new ArrayList<>()).add(id);
    }
    idsByPublisher.forEach((publisher, ids) ->
        assertThat(ids)
            .describedAs("order at client %d of what %d sent", client.number, publisher)
            .isSorted());
    for (Published message : published) {
      List<String> wanted =
          message.plain.stream()
              .filter(each -> each.client == client.number)
              .map(each -> each.sid)
              .toList();
      List<String> got =
          client.received.stream()
              .filter(received -> id(received) == message.id)
              .map(Received::sid)
              .filter(wanted::contains)
              .toList();
      assertThat(got).describedAs("order of copies of %s", message).isEqualTo(wanted);
    }
  }

  private static void checkContent(SimulatedClient client, Received received, Published message) {
    assertThat(received.subject()).isEqualTo(message.subject);
    assertThat(received.payload()).isEqualTo(message.payload);
    assertThat(received.headers()).isEqualTo(client.headers ? message.headers : "");
  }

  /// Every plain subscription once, and of each group one member, if any of it may have the
  /// message.
  private void checkReceivers(Published message, Map<String, Integer> copies) {
    Map<String, Integer> unexplained = new HashMap<>(copies);
    for (NaiveBroker.Subscription each : message.plain) {
      assertThat(unexplained.remove(key(each))).describedAs("%s to %s", message, each).isEqualTo(1);
    }
    message.groups.forEach((group, members) -> {
      SimulatedClient publisher = simulation.clients.get(message.publisher);
      List<String> eligible =
          members.stream()
              .filter(each -> hears(each, message.subject, publisher))
              .map(RandomWorkload::key)
              .toList();
      List<String> took = eligible.stream().filter(unexplained::containsKey).toList();
      assertThat(took)
          .describedAs("members of %s that took %s", group, message)
          .hasSize(eligible.isEmpty() ? 0 : 1);
      took.forEach(unexplained::remove);
    });
    assertThat(unexplained)
        .describedAs(
            "copies of %s nobody asked for, of %s",
            message, message.plain.stream().map(Object::toString).collect(Collectors.joining()))
        .isEmpty();
  }

  private static String key(NaiveBroker.Subscription subscription) {
    return subscription.client + "/" + subscription.sid;
  }
}
