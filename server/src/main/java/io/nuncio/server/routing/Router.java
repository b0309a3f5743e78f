package io.nuncio.server.routing;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes messages to whoever wants them: every plain subscriber, and one member, chosen at random,
/// of each queue group. One per loop and account, confined to the loop.
public final class Router {
  private final SubjectIndex index;
  private final RandomGenerator random;
  private final RouteCache cache;
  private final boolean remembers;
  private final Matches uncached = new Matches();
  private Matches last = new Matches();

  /// @param index the account's; shared with the routers of the other loops
  /// @param random chooses among the members of queue groups
  /// @param remembers whether the receivers of recent subjects are kept
  public Router(SubjectIndex index, RandomGenerator random, boolean remembers) {
    this.remembers = remembers;
    this.index = index;
    this.random = random;
    this.cache = new RouteCache(random.nextLong());
  }

  /// Delivers `message`.
  ///
  /// @return whether anybody took it
  public boolean route(Publication message) {
    Matches matches = matches(message);
    boolean delivered = false;
    for (int i = 0; i < matches.plainCount(); i++) {
      delivered |= matches.deliverPlain(i, message);
    }
    for (int i = 0; i < matches.groupCount(); i++) {
      delivered |= deliverToOneOf(matches, i, message);
    }
    return delivered;
  }

  private boolean deliverToOneOf(Matches matches, int group, Publication message) {
    int members = matches.members(group);
    int first = members == 1 ? 0 : random.nextInt(members);
    for (int i = 0; i < members; i++) {
      int member = first + i < members ? first + i : first + i - members;
      if (matches.deliverMember(group, member, message)) {
        return true;
      }
    }
    return false;
  }

  private Matches matches(Publication message) {
    byte[] bytes = message.frame().buffer();
    int from = message.frame().subjectFrom();
    int to = message.frame().subjectTo();
    if (!remembers) {
      index.match(bytes, from, to, uncached);
      return uncached;
    }
    long generation = index.generation();
    if (last.isFor(bytes, from, to, generation)) {
      return last;
    }
    int hash = cache.hash(bytes, from, to);
    Matches found = cache.find(hash, bytes, from, to, generation);
    if (found == null) {
      index.match(bytes, from, to, uncached);
      if (!cache.admits(hash, uncached)) {
        return uncached;
      }
      found = uncached.cached(message.copyOfSubject());
      cache.keep(hash, found);
    }
    last = found;
    return found;
  }

  /// The earliest plain subscriber of those that `belongs` accepts that wants messages on
  /// `bytes[from, to)`.
  ///
  /// @return null if there is none
  public @Nullable Subscriber firstPlain(
      byte[] bytes, int from, int to, Predicate<Subscriber> belongs) {
    index.match(bytes, from, to, uncached);
    return uncached.firstPlain(belongs);
  }

  /// How well the receivers of recent subjects are remembered.
  public CacheStatistics statistics() {
    return cache.statistics(index.generation());
  }
}
