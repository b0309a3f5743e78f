package io.nuncio.config;

import java.util.List;

/// What a command line asks for.
public sealed interface Invocation {
  /// To start a server.
  ///
  /// @param warnings sentences to log once at the start; no secrets in them
  record Start(ServerConfig config, List<String> warnings) implements Invocation {
    /// Keeps a copy of the warnings.
    public Start {
      warnings = List.copyOf(warnings);
    }
  }

  /// To print the version, and nothing else.
  record ShowVersion() implements Invocation {}

  /// To print the options, and nothing else.
  record ShowHelp() implements Invocation {}

  /// Something that cannot be done.
  ///
  /// @param message for the operator: what is wrong and how to mend it; no secrets in it
  record Refused(String message) implements Invocation {}
}
