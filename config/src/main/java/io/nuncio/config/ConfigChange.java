package io.nuncio.config;

/// One difference between the configuration that a server runs with and another.
public sealed interface ConfigChange {
  /// What is different, by its name in a configuration file.
  String key();

  /// A running server can follow.
  ///
  /// @param line what to report when it has; no secrets in it
  record Reloadable(String key, String line) implements ConfigChange {}

  /// Only a new start can.
  ///
  /// @param running what the server runs with
  /// @param wanted what the other configuration says
  record NeedsRestart(String key, String running, String wanted) implements ConfigChange {
    /// A sentence for the operator.
    public String sentence() {
      return key + " needs a restart (running with " + running + ", configured is " + wanted + ")";
    }
  }
}
