package io.nuncio.conformance.interop;

import java.util.List;
import java.util.Set;

/// A client library, and how its programs are built and run.
///
/// The named folders of `interop` are copied side by side into a work folder; all commands run in
/// the copy of the first.
///
/// @param name the folder of the program
/// @param folders what to copy; the first is that of the program
/// @param toolchain what the machine has to have
/// @param program runs the cases
/// @param example the program in the documentation
/// @param cases what the program has to report on, in order
/// @param skips the cases that the client cannot have, by design
record InteropClient(
    String name,
    List<String> folders,
    Toolchain toolchain,
    Program program,
    Example example,
    List<String> cases,
    Set<String> skips) {

  /// What the machine has to have.
  ///
  /// @param tools executables on `PATH`, or absolute paths
  /// @param probe a command that succeeds if the rest is there too; empty if there is no rest
  /// @param installation what a person installs to have all
  /// @param whenMissing what becomes of the client without them
  record Toolchain(
      List<String> tools, List<String> probe, String installation, WhenMissing whenMissing) {}

  /// What becomes of a client that this machine cannot run.
  enum WhenMissing {
    /// It is skipped; where `CI` is set, it fails.
    SKIP,
    /// What it sent when it was recorded is sent in its place.
    REPLAY
  }

  /// @param preparation commands that build the program and install the library
  /// @param command starts the program; host, port and token follow
  record Program(List<List<String>> preparation, List<String> command) {}

  /// A program that stands in `docs/tokens.md`.
  ///
  /// @param heading what it stands under
  /// @param file what to save it as, in the folder of the program
  /// @param commands build and run it, in the order given
  /// @param output what the last command prints, in any order
  record Example(String heading, String file, List<List<String>> commands, Set<String> output) {}
}
