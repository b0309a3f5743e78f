package io.nuncio.config.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A map that is still open: keys come in, and variables look into it.
final class MapDraft {
  private final Position position;
  private final LinkedHashMap<String, ConfNode.Entry> entries = new LinkedHashMap<>();
  private final List<ConfNode.Entry> overridden = new ArrayList<>();

  MapDraft(Position position) {
    this.position = position;
  }

  void put(ConfNode.Entry entry) {
    var before = entries.put(entry.key(), entry);
    if (before != null) {
      overridden.add(before);
    }
  }

  /// Takes over what an included file says.
  void putAll(ConfNode.Map included) {
    overridden.addAll(included.overridden());
    included.entries().values().forEach(this::put);
  }

  /// The value of `name`, which counts as used from now on; null if no such key came yet.
  @Nullable ConfNode use(String name) {
    var entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    var used = new ConfNode.Entry(entry.key(), entry.position(), entry.value(), true);
    entries.put(name, used);
    return entry.value();
  }

  ConfNode.Map close() {
    return new ConfNode.Map(position, entries, overridden);
  }
}
