package io.nuncio.server.routing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscribers of one account, found by subject: a trie of tokens with edges for literals, `*`
/// and `>`.
///
/// A leaf class that locks: every method is safe from any thread. [#generation] changes with every
/// addition and removal; whoever keeps what [#match] found asks it before using that again.
public final class SubjectIndex {
  private static final byte[] NO_TOKEN = {};

  private final long seed;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final SubjectNode root = new SubjectNode(NO_TOKEN);

  // The nodes that match the tokens walked so far, and those for the next token.
  @GuardedBy("lock")
  private SubjectNode[] frontier = new SubjectNode[16];

  @GuardedBy("lock")
  private SubjectNode[] next = new SubjectNode[16];

  @GuardedBy("lock")
  private int size;

  private volatile long generation;

  @GuardedBy("lock")
  private long touches;

  /// @param seed a secret random number, so that no client can choose subjects that collide
  public SubjectIndex(long seed) {
    this.seed = seed;
  }

  /// Changes whenever the answer of [#match] may.
  public long generation() {
    return generation;
  }

  /// How many subscribers there are.
  public int size() {
    synchronized (lock) {
      return size;
    }
  }

  /// How many subscribers have been removed so far.
  public long removes() {
    synchronized (lock) {
      return (generation - touches - size) / 2;
    }
  }

  /// Subscribers want other subjects now, or may not have some: nothing holds any more that was
  /// found before.
  public void touch() {
    synchronized (lock) {
      touches++;
      advance();
    }
  }

  /// Whether no token is kept either: nothing is left of subscribers who have gone.
  boolean isEmpty() {
    synchronized (lock) {
      return root.isEmpty();
    }
  }

  /// Adds `subscriber`, whose filter is valid.
  public void add(Subscriber subscriber) {
    byte[] filter = subscriber.subjectFilter();
    synchronized (lock) {
      SubjectNode node = root;
      for (int from = 0; from <= filter.length; ) {
        int to = tokenEnd(filter, from, filter.length);
        node = childFor(node, filter, from, to);
        from = to + 1;
      }
      if (subscriber.queueGroup().length == 0) {
        node.plain.add(subscriber);
      } else {
        node.group(subscriber.queueGroup()).members.add(subscriber);
      }
      size++;
      advance();
    }
  }

  @GuardedBy("lock")
  @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the lock
  private void advance() {
    generation++;
  }

  @GuardedBy("lock")
  private SubjectNode childFor(SubjectNode node, byte[] filter, int from, int to) {
    SubjectNode child = child(node, filter, from, to);
    if (child != null) {
      return child;
    }
    SubjectNode made = new SubjectNode(Arrays.copyOfRange(filter, from, to));
    if (isWildcard(filter, from, to, '*')) {
      node.anyToken = made;
    } else if (isWildcard(filter, from, to, '>')) {
      node.anyTokens = made;
    } else {
      node.addLiteral(made, seed);
    }
    return made;
  }

  @GuardedBy("lock")
  private @Nullable SubjectNode child(SubjectNode node, byte[] filter, int from, int to) {
    if (isWildcard(filter, from, to, '*')) {
      return node.anyToken;
    }
    if (isWildcard(filter, from, to, '>')) {
      return node.anyTokens;
    }
    return node.literal(Hashing.hash(seed, filter, from, to), filter, from, to);
  }

  private static boolean isWildcard(byte[] filter, int from, int to, char wildcard) {
    return to - from == 1 && filter[from] == wildcard;
  }

  /// Removes `subscriber`, and the tokens that nobody needs any more.
  ///
  /// @return whether it was there
  public boolean remove(Subscriber subscriber) {
    byte[] filter = subscriber.subjectFilter();
    synchronized (lock) {
      Deque<SubjectNode> path = new ArrayDeque<>();
      SubjectNode node = root;
      for (int from = 0; from <= filter.length; ) {
        int to = tokenEnd(filter, from, filter.length);
        path.push(node);
        SubjectNode child = child(node, filter, from, to);
        if (child == null) {
          return false;
        }
        node = child;
        from = to + 1;
      }
      if (!removeFrom(node, subscriber)) {
        return false;
      }
      prune(node, path);
      size--;
      advance();
      return true;
    }
  }

  private static boolean removeFrom(SubjectNode node, Subscriber subscriber) {
    if (subscriber.queueGroup().length == 0) {
      return node.plain.remove(subscriber);
    }
    SubjectNode.QueueGroup group = node.group(subscriber.queueGroup());
    boolean removed = group.members.remove(subscriber);
    node.removeIfEmpty(group);
    return removed;
  }

  @GuardedBy("lock")
  private void prune(SubjectNode leaf, Deque<SubjectNode> path) {
    SubjectNode node = leaf;
    while (node.isEmpty() && !path.isEmpty()) {
      SubjectNode parent = path.pop();
      if (parent.anyToken == node) {
        parent.anyToken = null;
      } else if (parent.anyTokens == node) {
        parent.anyTokens = null;
      } else {
        parent.removeLiteral(node, seed);
      }
      node = parent;
    }
  }

  /// Collects in `found` whoever wants messages on the subject `bytes[from, to)`, earliest first.
  ///
  /// Any bytes may be asked for. Nobody can want a subject with an empty token; a wildcard in the
  /// subject is a token like any other.
  public void match(byte[] bytes, int from, int to, Matches found) {
    synchronized (lock) {
      found.clear(generation);
      frontier[0] = root;
      int count = 1;
      for (int at = from; at <= to; ) { // to the end: an empty token may stand behind a `>`
        int end = tokenEnd(bytes, at, to);
        if (end == at) {
          found.clear(generation);
          break;
        }
        count = step(bytes, at, end, count, end == to, found);
        at = end + 1;
      }
    }
    found.sort();
  }

  /// Whoever wants messages on the subject `bytes[from, to)`, all members of queue groups among
  /// them. Allocates, unlike [#match].
  public List<Subscriber> receivers(byte[] bytes, int from, int to) {
    Matches found = new Matches();
    match(bytes, from, to, found);
    return found.all();
  }

  /// Moves the frontier over one token.
  ///
  /// @return how many nodes it has then
  @GuardedBy("lock")
  private int step(byte[] bytes, int from, int to, int count, boolean last, Matches found) {
    int hash = Hashing.hash(seed, bytes, from, to);
    int nextCount = 0;
    for (int i = 0; i < count; i++) {
      SubjectNode node = frontier[i];
      if (node.anyTokens != null) {
        found.addAll(node.anyTokens);
      }
      SubjectNode literal = node.literal(hash, bytes, from, to);
      SubjectNode any = node.anyToken;
      if (last) {
        collect(literal, found);
        collect(any, found);
      } else {
        nextCount = reach(literal, nextCount);
        nextCount = reach(any, nextCount);
      }
    }
    SubjectNode[] walked = frontier;
    frontier = next;
    next = walked;
    return nextCount;
  }

  private static void collect(@Nullable SubjectNode node, Matches found) {
    if (node != null) {
      found.addAll(node);
    }
  }

  @GuardedBy("lock")
  private int reach(@Nullable SubjectNode node, int count) {
    if (node == null) {
      return count;
    }
    if (count == next.length) {
      next = Arrays.copyOf(next, count * 2);
    }
    next[count] = node;
    return count + 1;
  }

  private static int tokenEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '.') {
      i++;
    }
    return i;
  }
}
