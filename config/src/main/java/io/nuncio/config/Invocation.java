package io.nuncio.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command line asks for.
public sealed interface Invocation {
  /// To start a server.
  ///
  /// @param warnings sentences to log at the start and at each reload; no secrets in them
  /// @param origin where the configuration comes from
  record Start(ServerConfig config, List<String> warnings, Origin origin) implements Invocation {
    /// Keeps a copy of the warnings.
    public Start {
      warnings = List.copyOf(warnings);
    }

    /// Where the configuration was read from, flags apart; null for nowhere.
    public @Nullable Path file() {
      return origin.file();
    }

    /// Of what the file says; empty without one.
    public String digest() {
      return origin.digest();
    }

    /// Whether there is a file to read again.
    public boolean canReload() {
      return origin.file() != null || origin.tokenFile() != null;
    }
  }

  /// Where a configuration comes from.
  ///
  /// @param file that was read; null for none
  /// @param digest of what the file says; empty without one
  /// @param tokenFile that a flag names, and that was read too; null for none
  /// @param flagWarnings sentences about the flags, which do not change: to log once, at the start;
  ///   no secrets in them
  record Origin(
      @Nullable Path file, String digest, @Nullable Path tokenFile, List<String> flagWarnings) {
    /// Keeps a copy of the warnings.
    public Origin {
      flagWarnings = List.copyOf(flagWarnings);
    }
  }

  /// To print the version, and nothing else.
  record ShowVersion() implements Invocation {}

  /// To print a text about how to use the program, and nothing else.
  ///
  /// @param text ends with a line break
  record ShowHelp(String text) implements Invocation {}

  /// To make a token and its hash, print both, and nothing else.
  ///
  /// @param cost of the hash, as a power of 2
  record NewToken(int cost) implements Invocation {}

  /// To read a token, print its hash, and nothing else.
  ///
  /// @param cost of the hash, as a power of 2
  record HashToken(int cost) implements Invocation {}

  /// To say whether a configuration file can be followed, and nothing else: it can.
  ///
  /// @param config what a start would run with
  /// @param file as it was named
  /// @param warnings where it was guessed what is meant
  /// @param digest of what the file says
  record ConfigIsValid(ServerConfig config, String file, List<String> warnings, String digest)
      implements Invocation {
    /// Keeps a copy of the warnings.
    public ConfigIsValid {
      warnings = List.copyOf(warnings);
    }
  }

  /// To send a signal to a server that runs already, and nothing else.
  ///
  /// @param target a process id, the path of a file that holds one, or the first digits of several
  ///   with `*` behind them; empty for the only server there is
  record SendSignal(SignalCommand command, String target) implements Invocation {}

  /// Something that cannot be done.
  ///
  /// @param message for the operator: what is wrong and how to mend it; no secrets in it
  record Refused(String message) implements Invocation {}
}
