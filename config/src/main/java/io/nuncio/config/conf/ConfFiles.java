package io.nuncio.config.conf;

/// Opens the files that a configuration includes.
@FunctionalInterface
public interface ConfFiles {
  /// The file that `includingFile` calls `name`.
  ///
  /// The same file must come back under the same name, or cycles are found only by their depth.
  Outcome read(String includingFile, String name);

  /// What came of opening a file.
  sealed interface Outcome {}

  /// The file was read.
  ///
  /// @param source its text, under the name that positions shall show
  record Found(ConfSource source) implements Outcome {}

  /// The file cannot be had.
  ///
  /// @param file the name that was looked for
  /// @param reason a few words without content of the file
  record Unreadable(String file, String reason) implements Outcome {}
}
