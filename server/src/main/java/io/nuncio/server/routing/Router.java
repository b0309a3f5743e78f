package io.nuncio.server.routing;

import static java.util.Objects.requireNonNull;

import io.nuncio.auth.SubjectRules;
import io.nuncio.wire.PublishFrame;
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

  /// Of the subject that was looked for last in the cache.
  private int hash;

  /// @param index the account's; shared with the routers of the other loops
  /// @param random chooses among the members of queue groups
  /// @param remembers whether the receivers of recent subjects are kept
  public Router(SubjectIndex index, RandomGenerator random, boolean remembers) {
    this.remembers = remembers;
    this.index = index;
    this.random = random;
    this.cache = new RouteCache(random.nextLong());
  }

  /// Delivers `message`, or as much of it as there is time for in the publisher's turn: then
  /// `fanOut` is under way, and [#goOn] delivers the rest.
  ///
  /// @return whether anybody took it
  public boolean route(Publication message, FanOut fanOut) {
    Matches matches = matches(message);
    int receivers = matches.receivers();
    return fanOut.has(receivers)
        ? deliver(message, matches, 0, receivers)
        : deliverSome(message, matches, fanOut, receivers);
  }

  /// Goes on with the message that is under way, for which the publisher's frame was moved to
  /// `message` once more.
  ///
  /// @return whether anybody has taken it
  public boolean goOn(Publication message, FanOut fanOut) {
    Matches matches = requireNonNull(fanOut.underWay());
    int left = matches.receivers() - fanOut.position();
    if (!fanOut.has(left)) {
      return deliverSome(message, matches, fanOut, left);
    }
    boolean taken = deliver(message, matches, fanOut.position(), left) || fanOut.isTaken();
    fanOut.end();
    return taken;
  }

  /// Delivers to as many of the `left` receivers as there is time for.
  private boolean deliverSome(Publication message, Matches matches, FanOut fanOut, int left) {
    int some = fanOut.takeRest(left);
    int from = fanOut.position();
    boolean taken = deliver(message, matches, from, some) || fanOut.isTaken();
    Matches kept = matches == uncached ? matches.cached(message.copyOfSubject()) : matches;
    fanOut.keep(kept, from + some, taken);
    return taken;
  }

  /// Delivers to the receivers `[from, from + count)`, first those who are alone, then the groups.
  private boolean deliver(Publication message, Matches matches, int from, int count) {
    boolean delivered = false;
    int plain = matches.plainCount();
    int to = from + count;
    for (int i = from; i < Math.min(plain, to); i++) {
      delivered |= matches.deliverPlain(i, message);
    }
    for (int i = Math.max(plain, from); i < to; i++) {
      delivered |= deliverToOneOf(matches, i - plain, message);
    }
    return delivered;
  }

  /// How many [#offer] would offer `message` to, if all of them took it.
  public int receivers(Publication message) {
    return matches(message).receivers();
  }

  /// Offers `message` to those who want it, one by one and in one go; of a queue group, to one
  /// member after the other until one takes it.
  ///
  /// @param taker whether the subscriber took it
  /// @return whether anybody took it
  public boolean offer(Publication message, Predicate<Subscriber> taker) {
    Matches matches = matches(message);
    boolean taken = false;
    for (int i = 0; i < matches.plainCount(); i++) {
      taken |= taker.test(matches.plain(i));
    }
    for (int group = 0; group < matches.groupCount(); group++) {
      taken |= offerToOneOf(matches, group, taker);
    }
    return taken;
  }

  private boolean offerToOneOf(Matches matches, int group, Predicate<Subscriber> taker) {
    int members = matches.members(group);
    int first = random.nextInt(members);
    for (int i = 0; i < members; i++) {
      if (taker.test(matches.member(group, (first + i) % members))) {
        return true;
      }
    }
    return false;
  }

  /// Whether `rules` permit to publish `message` on its subject. What they said of a subject whose
  /// receivers are remembered is remembered, too.
  public boolean permits(Publication message, SubjectRules rules) {
    Matches known = remembers ? known(message) : null;
    PublishFrame frame = message.frame();
    return known == null
        ? rules.mayPublish(frame.buffer(), frame.subjectFrom(), frame.subjectTo())
        : known.permits(rules);
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
    Matches known = remembers ? known(message) : null;
    return known == null ? match(message) : known;
  }

  /// Looks into the index, and remembers what it says if the subject was looked for lately.
  private Matches match(Publication message) {
    PublishFrame frame = message.frame();
    index.match(frame.buffer(), frame.subjectFrom(), frame.subjectTo(), uncached);
    if (!remembers || !cache.admits(hash, uncached)) {
      return uncached;
    }
    last = uncached.cached(message.copyOfSubject());
    cache.keep(hash, last);
    return last;
  }

  /// What is remembered of the subject of `message`; looked for once.
  private @Nullable Matches known(Publication message) {
    Matches known = message.known();
    if (message.isLookedFor() && (known == null || known.isOf(index.generation()))) {
      return known;
    }
    known = find(message.frame());
    message.lookedFor(known);
    return known;
  }

  private @Nullable Matches find(PublishFrame frame) {
    byte[] bytes = frame.buffer();
    int from = frame.subjectFrom();
    int to = frame.subjectTo();
    long generation = index.generation();
    if (last.isFor(bytes, from, to, generation)) {
      return last;
    }
    hash = cache.hash(bytes, from, to);
    Matches found = cache.find(hash, bytes, from, to, generation);
    if (found != null) {
      last = found;
    }
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
