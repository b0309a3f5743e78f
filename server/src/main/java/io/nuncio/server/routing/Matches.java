package io.nuncio.server.routing;

import io.nuncio.auth.SubjectRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who wants messages on one subject, as of one generation of the index: subscribers of their own,
/// and queue groups of which one member gets each message. Confined to its loop.
final class Matches {
  private static final byte[] NOT_MADE = {};
  private static final Comparator<Subscriber> EARLIEST_FIRST =
      (a, b) -> Long.compare(a.order(), b.order());

  private static final Comparator<Subscriber> GROUP_BY_GROUP =
      (a, b) -> {
        int byName = Arrays.compare(a.queueGroup(), b.queueGroup());
        return byName != 0 ? byName : Long.compare(a.order(), b.order());
      };
  private static final Comparator<Subscriber[]> EARLIEST_GROUP_FIRST =
      (a, b) -> Long.compare(a[0].order(), b[0].order());

  private long generation = -1;
  private Subscriber[] plain = new Subscriber[8];
  private int plainCount;
  // All members of all groups, before they are sorted into `groups`.
  private Subscriber[] grouped = new Subscriber[8];
  private int groupedCount;
  private Subscriber[][] groups = new Subscriber[2][];
  private int groupCount;
  // Once cached: the subject, and prefixes by position in `plain` and `groups`.
  private byte[] subject = {};
  private byte[][] plainPrefixes = {};
  private byte[][][] groupPrefixes = {};
  // Whether the subject may be published to, by the two who asked last.
  private SubjectRules asked = SubjectRules.ALL;
  private boolean permitted = true;
  private SubjectRules askedBefore = SubjectRules.ALL;
  private boolean permittedBefore = true;

  void clear(long generation) {
    this.generation = generation;
    plainCount = 0;
    groupedCount = 0;
    groupCount = 0;
  }

  void addAll(SubjectNode node) {
    SubscriberList subscribers = node.plain;
    if (plainCount + subscribers.size() > plain.length) {
      plain = Arrays.copyOf(plain, Math.max(plain.length * 2, plainCount + subscribers.size()));
    }
    for (int i = 0; i < subscribers.size(); i++) {
      plain[plainCount++] = subscribers.get(i);
    }
    for (SubjectNode.QueueGroup group : node.groups()) {
      addGrouped(group.members);
    }
  }

  private void addGrouped(SubscriberList members) {
    if (groupedCount + members.size() > grouped.length) {
      grouped = Arrays.copyOf(grouped, Math.max(grouped.length * 2, groupedCount + members.size()));
    }
    for (int i = 0; i < members.size(); i++) {
      grouped[groupedCount++] = members.get(i);
    }
  }

  /// Puts all in the order in which they subscribed; groups by their earliest member.
  void sort() {
    if (plainCount > 1) {
      Arrays.sort(plain, 0, plainCount, EARLIEST_FIRST);
    }
    if (groupedCount > 0) {
      Arrays.sort(grouped, 0, groupedCount, GROUP_BY_GROUP);
      split();
      Arrays.sort(groups, 0, groupCount, EARLIEST_GROUP_FIRST);
    }
  }

  /// Makes a group of each run of members with the same name. They may have subscribed by different
  /// filters: the message is for one of all.
  private void split() {
    int from = 0;
    for (int i = 1; i <= groupedCount; i++) {
      boolean ends =
          i == groupedCount || !Arrays.equals(grouped[i].queueGroup(), grouped[from].queueGroup());
      if (ends) {
        if (groupCount == groups.length) {
          groups = Arrays.copyOf(groups, groupCount * 2);
        }
        groups[groupCount++] = Arrays.copyOfRange(grouped, from, i);
        from = i;
      }
    }
  }

  /// An independent copy, for the cache.
  Matches cached(byte[] subject) {
    Matches copy = new Matches();
    copy.generation = generation;
    copy.subject = subject;
    copy.plain = Arrays.copyOf(plain, plainCount);
    copy.plainCount = plainCount;
    copy.groups = Arrays.copyOf(groups, groupCount);
    copy.groupCount = groupCount;
    copy.plainPrefixes = new byte[plainCount][];
    Arrays.fill(copy.plainPrefixes, NOT_MADE);
    copy.groupPrefixes = new byte[groupCount][][];
    for (int i = 0; i < groupCount; i++) {
      copy.groupPrefixes[i] = new byte[groups[i].length][];
      Arrays.fill(copy.groupPrefixes[i], NOT_MADE);
    }
    return copy;
  }

  /// How much memory a cached copy is worth, in references.
  int weight() {
    int weight = plainCount;
    for (int i = 0; i < groupCount; i++) {
      weight += groups[i].length;
    }
    return weight;
  }

  /// How many take a message: all who are alone, and one of each group.
  int receivers() {
    return plainCount + groupCount;
  }

  List<Subscriber> all() {
    List<Subscriber> all = new ArrayList<>(Arrays.asList(plain).subList(0, plainCount));
    for (int i = 0; i < groupCount; i++) {
      all.addAll(Arrays.asList(groups[i]));
    }
    return all;
  }

  boolean isOf(long currentGeneration) {
    return generation == currentGeneration;
  }

  boolean isFor(byte[] bytes, int from, int to, long currentGeneration) {
    return generation == currentGeneration
        && Arrays.equals(subject, 0, subject.length, bytes, from, to);
  }

  /// Whether `rules` permit to publish to the subject; of cached ones only.
  @SuppressWarnings("ReferenceEquality") // those of one user are the same for all its clients
  boolean permits(SubjectRules rules) {
    if (rules == asked) {
      return permitted;
    }
    boolean answer =
        rules == askedBefore ? permittedBefore : rules.mayPublish(subject, 0, subject.length);
    askedBefore = asked;
    permittedBefore = permitted;
    asked = rules;
    permitted = answer;
    return answer;
  }

  int plainCount() {
    return plainCount;
  }

  Subscriber plain(int position) {
    return plain[position];
  }

  Subscriber member(int group, int member) {
    return groups[group][member];
  }

  boolean deliverPlain(int position, Publication message) {
    Subscriber subscriber = plain[position];
    return subscriber.deliver(message, prefix(plainPrefixes, position, subscriber));
  }

  @Nullable Subscriber firstPlain(Predicate<Subscriber> wanted) {
    for (int i = 0; i < plainCount; i++) {
      if (wanted.test(plain[i])) {
        return plain[i];
      }
    }
    return null;
  }

  int groupCount() {
    return groupCount;
  }

  int members(int group) {
    return groups[group].length;
  }

  boolean deliverMember(int group, int member, Publication message) {
    Subscriber subscriber = groups[group][member];
    byte[][] prefixes = groupPrefixes.length == 0 ? plainPrefixes : groupPrefixes[group];
    return subscriber.deliver(message, prefix(prefixes, member, subscriber));
  }

  private byte[] prefix(byte[][] prefixes, int position, Subscriber subscriber) {
    if (prefixes.length == 0) {
      return NOT_MADE;
    }
    byte[] prefix = prefixes[position];
    if (prefix.length == 0) {
      prefix = subscriber.prefix(subject);
      prefixes[position] = prefix;
    }
    return prefix;
  }
}
