package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rules by the tokens of their filters. What is found is a set of bits, so that a search allocates
/// nothing: see [#isPlain], [#isGrouped], [#isOfGroup]. Immutable once made.
final class SubjectRuleTree {
  private static final int PLAIN = 1;
  private static final int GROUPED = 2;
  private static final int OF_GROUP = 4;

  private final Node root;
  private final boolean namesGroups;

  private SubjectRuleTree(Node root, boolean namesGroups) {
    this.root = root;
    this.namesGroups = namesGroups;
  }

  static SubjectRuleTree of(List<SubjectRule> rules) {
    Draft root = new Draft();
    boolean namesGroups = false;
    for (SubjectRule rule : rules) {
      root.add(rule.filter(), rule.queueGroup());
      namesGroups |= !rule.queueGroup().isEmpty();
    }
    return new SubjectRuleTree(root.node(), namesGroups);
  }

  /// Whether any rule is about certain queue groups only.
  boolean namesGroups() {
    return namesGroups;
  }

  /// Whether a rule for all subscriptions was found.
  static boolean isPlain(int found) {
    return (found & PLAIN) != 0;
  }

  /// Whether a rule for certain queue groups was found, be it of others.
  static boolean isGrouped(int found) {
    return (found & GROUPED) != 0;
  }

  /// Whether a rule for the queue group asked about was found.
  static boolean isOfGroup(int found) {
    return (found & OF_GROUP) != 0;
  }

  /// The rules that match `subject[from, to)`, whose tokens all stand for themselves.
  ///
  /// @param queueGroup empty for none
  int find(byte[] subject, int from, int to, byte[] queueGroup) {
    return search(root, subject, from, to, queueGroup, false);
  }

  /// The rules that match whatever `filter` matches.
  int findCovering(byte[] filter, byte[] queueGroup) {
    return search(root, filter, 0, filter.length, queueGroup, true);
  }

  /// Goes no deeper than the rules do, however many tokens there are.
  private static int search(
      Node node, byte[] subject, int from, int to, byte[] queueGroup, boolean covering) {
    int tokenTo = from;
    while (tokenTo < to && subject[tokenTo] != '.') {
      tokenTo++;
    }
    int found = found(node.tails, queueGroup);
    // A tail of any length is covered by another only.
    boolean tail = covering && tokenTo - from == 1 && subject[from] == '>';
    if (node.any != null && !tail) {
      found |= below(node.any, subject, tokenTo, to, queueGroup, covering);
    }
    Node child = node.child(subject, from, tokenTo);
    if (child != null) {
      found |= below(child, subject, tokenTo, to, queueGroup, covering);
    }
    return found;
  }

  private static int below(
      Node node, byte[] subject, int tokenTo, int to, byte[] queueGroup, boolean covering) {
    return tokenTo == to
        ? found(node.ends, queueGroup)
        : search(node, subject, tokenTo + 1, to, queueGroup, covering);
  }

  private static int found(byte[][] groups, byte[] queueGroup) {
    int found = 0;
    for (byte[] group : groups) {
      if (group.length == 0) {
        found |= PLAIN;
      } else {
        found |= GROUPED | (isOf(group, queueGroup) ? OF_GROUP : 0);
      }
    }
    return found;
  }

  /// Wildcards are names of groups, too.
  private static boolean isOf(byte[] group, byte[] queueGroup) {
    return queueGroup.length > 0
        && (Arrays.equals(group, queueGroup) || Subjects.covers(group, queueGroup));
  }

  /// The rules whose filters begin alike.
  ///
  /// @param names of the children, sorted
  /// @param any below `*`
  /// @param ends the queue groups of the rules that end here; an empty one for a rule for all
  /// @param tails the same of the rules that end here with `>`
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Node(
      byte[][] names, Node[] children, @Nullable Node any, byte[][] ends, byte[][] tails) {
    @Nullable Node child(byte[] subject, int from, int to) {
      int low = 0;
      int high = names.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        byte[] name = names[middle];
        int order = Arrays.compare(name, 0, name.length, subject, from, to);
        if (order == 0) {
          return children[middle];
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return null;
    }
  }

  /// A node while rules are added.
  private static final class Draft {
    private final TreeMap<byte[], Draft> children = new TreeMap<>(Arrays::compare);
    private final List<byte[]> ends = new ArrayList<>();
    private final List<byte[]> tails = new ArrayList<>();
    private @Nullable Draft any;

    void add(String filter, String queueGroup) {
      Draft at = this;
      byte[] group = queueGroup.getBytes(UTF_8);
      for (String token : filter.split("\\.", -1)) {
        if (token.equals(">")) {
          at.tails.add(group);
          return;
        }
        at = at.below(token);
      }
      at.ends.add(group);
    }

    private Draft below(String token) {
      if (!token.equals("*")) {
        return children.computeIfAbsent(token.getBytes(UTF_8), name -> new Draft());
      }
      if (any == null) {
        any = new Draft();
      }
      return any;
    }

    Node node() {
      return new Node(
          children.keySet().toArray(byte[][]::new),
          children.values().stream().map(Draft::node).toArray(Node[]::new),
          any == null ? null : any.node(),
          ends.toArray(byte[][]::new),
          tails.toArray(byte[][]::new));
    }
  }
}
