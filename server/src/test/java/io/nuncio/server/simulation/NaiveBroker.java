package io.nuncio.server.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a broker does, said as plainly as possible: a list of subscriptions, and for each message a
/// walk over all of them.
final class NaiveBroker {
  /// A subscription as the model sees it.
  static final class Subscription {
    final int client;
    final String filter;
    final String group;
    final String sid;
    long max;
    long delivered;

    Subscription(int client, String filter, String group, String sid) {
      this.client = client;
      this.filter = filter;
      this.group = group;
      this.sid = sid;
    }

    boolean isDone() {
      return max > 0 && delivered >= max;
    }

    @Override
    public String toString() {
      return "client %d SUB %s %s %s max %d".formatted(client, filter, group, sid, max);
    }
  }

  private final List<Subscription> subscriptions = new ArrayList<>();

  void subscribe(int client, String filter, String group, String sid) {
    if (find(client, sid) == null) {
      subscriptions.add(new Subscription(client, filter, group, sid));
    }
  }

  void unsubscribe(int client, String sid, long max) {
    Subscription found = find(client, sid);
    if (found == null) {
      return;
    }
    if (max > found.delivered) {
      found.max = max;
    } else {
      subscriptions.remove(found);
    }
  }

  /// Removes those of `client` that `lost` accepts.
  List<Subscription> removeOf(int client, Predicate<Subscription> lost) {
    List<Subscription> removed =
        subscriptions.stream().filter(each -> each.client == client && lost.test(each)).toList();
    subscriptions.removeAll(removed);
    return removed;
  }

  private @Nullable Subscription find(int client, String sid) {
    for (Subscription each : subscriptions) {
      if (each.client == client && each.sid.equals(sid)) {
        return each;
      }
    }
    return null;
  }

  /// The plain subscriptions that want `subject`, in the order in which they were made.
  List<Subscription> plain(String subject) {
    return subscriptions.stream()
        .filter(each -> each.group.isEmpty() && matches(each.filter, subject))
        .toList();
  }

  /// The members that want `subject`, by group: a message goes to one of each.
  Map<String, List<Subscription>> groups(String subject) {
    Map<String, List<Subscription>> members = new LinkedHashMap<>();
    for (Subscription each : subscriptions) {
      if (!each.group.isEmpty() && matches(each.filter, subject)) {
        members.computeIfAbsent(each.group, key -> new ArrayList<>()).add(each);
      }
    }
    return members;
  }

  /// Forgets those that have had all they wanted.
  void removeDone() {
    subscriptions.removeIf(Subscription::isDone);
  }

  int size() {
    return subscriptions.size();
  }

  static boolean matches(String filter, String subject) {
    String[] wanted = filter.split("\\.", -1);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(">")) {
        return tokens.length > i;
      }
      if (i >= tokens.length || (!wanted[i].equals("*") && !wanted[i].equals(tokens[i]))) {
        return false;
      }
    }
    return wanted.length == tokens.length;
  }
}
