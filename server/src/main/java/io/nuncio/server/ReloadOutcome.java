package io.nuncio.server;

import io.nuncio.config.ConfigChange;
import io.nuncio.config.ConfigDiff;
import io.nuncio.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/// What becomes of a reload.
public sealed interface ReloadOutcome {
  /// All of the new configuration holds.
  ///
  /// @param lines one for each change, for the log; no secrets in them
  record Reloaded(List<String> lines) implements ReloadOutcome {
    /// Keeps a copy.
    public Reloaded {
      lines = List.copyOf(lines);
    }
  }

  /// Nothing has changed.
  ///
  /// @param reasons one for each change that needs a restart, or what is wrong with a file
  record Refused(List<String> reasons) implements ReloadOutcome {
    /// Keeps a copy.
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /// What would become of a reload from `running` to `wanted`.
  static ReloadOutcome of(ServerConfig running, ServerConfig wanted) {
    List<String> lines = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (ConfigChange change : ConfigDiff.between(running, wanted)) {
      switch (change) {
        case ConfigChange.Reloadable(var key, String line) -> lines.add(line);
        case ConfigChange.NeedsRestart restart -> reasons.add(restart.sentence());
      }
    }
    return reasons.isEmpty() ? new Reloaded(lines) : new Refused(reasons);
  }
}
