package io.nuncio.server.routing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A token of the subject trie: the subscribers whose filter ends here, and the tokens that may
/// follow. Confined to the index that owns it.
final class SubjectNode {
  private static final SubjectNode[] NO_CHILDREN = {};

  /// The token that leads here; for `*` and `>` not used.
  final byte[] token;

  final SubscriberList plain = new SubscriberList();
  private @Nullable Map<ByteKey, QueueGroup> groupsByName;
  @Nullable SubjectNode anyToken;
  @Nullable SubjectNode anyTokens;

  // Open addressing with linear probing; at most half full.
  private @Nullable SubjectNode[] literals = NO_CHILDREN;
  private int literalCount;

  SubjectNode(byte[] token) {
    this.token = token;
  }

  /// The members of one queue group on one filter.
  static final class QueueGroup {
    final ByteKey name;
    final SubscriberList members = new SubscriberList();

    QueueGroup(ByteKey name) {
      this.name = name;
    }
  }

  Collection<QueueGroup> groups() {
    return groupsByName == null ? List.of() : groupsByName.values();
  }

  /// The members of queue group `name`, made if there are none yet.
  QueueGroup group(byte[] name) {
    if (groupsByName == null) {
      groupsByName = new HashMap<>(2);
    }
    return groupsByName.computeIfAbsent(new ByteKey(name), QueueGroup::new);
  }

  void removeIfEmpty(QueueGroup group) {
    if (groupsByName != null && group.members.size() == 0) {
      groupsByName.remove(group.name);
      if (groupsByName.isEmpty()) {
        groupsByName = null;
      }
    }
  }

  boolean isEmpty() {
    return plain.size() == 0
        && groupsByName == null
        && literalCount == 0
        && anyToken == null
        && anyTokens == null;
  }

  /// The child for the literal token `bytes[from, to)`.
  @Nullable SubjectNode literal(int hash, byte[] bytes, int from, int to) {
    if (literalCount == 0) {
      return null;
    }
    int mask = literals.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      SubjectNode child = literals[i];
      if (child == null || Arrays.equals(child.token, 0, child.token.length, bytes, from, to)) {
        return child;
      }
    }
  }

  void addLiteral(SubjectNode child, long seed) {
    if (2 * (literalCount + 1) > literals.length) {
      @Nullable SubjectNode[] old = literals;
      literals = new @Nullable SubjectNode[Math.max(2, old.length * 2)];
      for (SubjectNode moved : old) {
        if (moved != null) {
          place(moved, seed);
        }
      }
    }
    place(child, seed);
    literalCount++;
  }

  private void place(SubjectNode child, long seed) {
    int mask = literals.length - 1;
    int i = hash(child, seed) & mask;
    while (literals[i] != null) {
      i = (i + 1) & mask;
    }
    literals[i] = child;
  }

  /// Removes `child` and moves up those that its place had pushed away.
  void removeLiteral(SubjectNode child, long seed) {
    int mask = literals.length - 1;
    int i = hash(child, seed) & mask;
    while (literals[i] != child) {
      i = (i + 1) & mask;
    }
    literals[i] = null;
    literalCount--;
    for (int j = (i + 1) & mask; literals[j] != null; j = (j + 1) & mask) {
      SubjectNode moved = literals[j];
      literals[j] = null;
      if (moved != null) {
        place(moved, seed);
      }
    }
    if (literalCount == 0) {
      literals = NO_CHILDREN;
    }
  }

  private static int hash(SubjectNode child, long seed) {
    return Hashing.hash(seed, child.token, 0, child.token.length);
  }
}
