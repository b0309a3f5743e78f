package io.nuncio.config.conf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Answers `$name` within one file: the innermost open map that has the key, then the environment.
final class Variables {
  private final Deque<MapDraft> open = new ArrayDeque<>();
  private final Environment environment;

  Variables(Environment environment) {
    this.environment = environment;
  }

  void enter(MapDraft draft) {
    open.push(draft);
  }

  void leave() {
    open.pop();
  }

  /// The value of `name`, or null after telling `mistakes` why there is none.
  @Nullable ConfNode resolve(String name, Position position, int depth, Mistakes mistakes) {
    for (var draft : open) {
      var value = draft.use(name);
      if (value != null) {
        return environment.spend(value, position, depth, mistakes)
            ? standingFor(value, position.from(value.position().source()))
            : null;
      }
    }
    var value = environment.value(name, position, depth, mistakes);
    return value == null ? null : standingFor(value, position.from(Environment.SOURCE));
  }

  private static ConfNode standingFor(ConfNode value, Position position) {
    return value instanceof ConfNode.Text text
        ? new ConfNode.Text(position, text.value(), ConfNode.Writing.VARIABLE)
        : value.at(position);
  }
}
