package io.nuncio.config.conf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values of environment variables, each parsed once, and what all variables may multiply.
final class Environment {
  /// Characters that variables may put into the tree, where a node counts as [#NODE_WEIGHT].
  static final int MOST_EXPANDED = 16 * 1024 * 1024;

  /// What [Position#source] says of a value from the environment.
  static final String SOURCE = "";

  private static final int NODE_WEIGHT = 16;
  private static final String NEEDS_QUOTES =
      "a value that begins with $ and is no variable needs quotes";

  private final ConfVariables variables;
  private final Map<String, ConfNode> valueByName = new HashMap<>();
  private final Set<String> withoutValue = new HashSet<>();
  private final Set<String> beingParsed = new HashSet<>();
  private int expanded;

  Environment(ConfVariables variables) {
    this.variables = variables;
  }

  /// The value of `name`, or null after telling `mistakes` why there is none.
  ///
  /// Messages name a variable only once it is known to exist: else it may be a secret that lacks
  /// its quotes.
  @Nullable ConfNode value(String name, Position position, int depth, Mistakes mistakes) {
    if (beingParsed.contains(name)) {
      mistakes.add(position, "the variable '" + name + "' stands for itself", "");
      return null;
    }
    var known = valueByName.get(name);
    if (known == null && !withoutValue.contains(name)) {
      var text = name.isEmpty() ? null : variables.value(name);
      if (text == null) {
        mistakes.add(
            position,
            "no key before this place and no environment variable has this variable's name",
            NEEDS_QUOTES);
        return null;
      }
      known = parsed(name, text, depth);
    }
    if (known == null) {
      mistakes.add(
          position,
          "the environment variable '" + name + "' does not hold a configuration value",
          "put quotes into the variable, around its value");
      return null;
    }
    return spend(known, position, depth, mistakes) ? known : null;
  }

  /// Whether `value` may be put in place at `depth`; if not, `mistakes` knows.
  boolean spend(ConfNode value, Position position, int depth, Mistakes mistakes) {
    var account = new Account();
    if (!account.pay(value, depth)) {
      mistakes.add(position, account.refusal, "");
      return false;
    }
    return true;
  }

  private @Nullable ConfNode parsed(String name, String text, int depth) {
    beingParsed.add(name);
    try {
      boolean tooLong = beingParsed.size() > StructureReader.MOST_DEPTH;
      var value = tooLong ? null : EnvironmentValue.parse(text, depth, this);
      if (value == null) {
        withoutValue.add(name);
      } else {
        valueByName.put(name, value);
      }
      return value;
    } finally {
      beingParsed.remove(name);
    }
  }

  private final class Account {
    private String refusal = "";

    private boolean pay(ConfNode node, int depth) {
      if (depth > StructureReader.MOST_DEPTH) {
        refusal = StructureReader.TOO_DEEP;
        return false;
      }
      int weight = node instanceof ConfNode.Text text ? text.value().length() : 0;
      expanded = Math.min(expanded + weight, MOST_EXPANDED) + NODE_WEIGHT;
      if (expanded > MOST_EXPANDED) {
        refusal = "variables put too much into the configuration";
        return false;
      }
      return switch (node) {
        case ConfNode.Map map ->
            map.entries().values().stream().allMatch(entry -> pay(entry.value(), depth + 1));
        case ConfNode.List list -> list.values().stream().allMatch(value -> pay(value, depth + 1));
        case ConfNode.Text ignored -> true;
        case ConfNode.Whole ignored -> true;
        case ConfNode.Fraction ignored -> true;
        case ConfNode.Bool ignored -> true;
        case ConfNode.Instant ignored -> true;
      };
    }
  }
}
