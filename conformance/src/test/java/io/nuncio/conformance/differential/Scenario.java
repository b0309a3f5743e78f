package io.nuncio.conformance.differential;

import java.util.List;
import java.util.Map;

/// What both servers are put through.
///
/// @param name one word, unique among all scenarios
/// @param environment words such as `TOKEN=secret`
/// @param arguments the arguments of the program, in full
/// @param files what stands in its working folder at the start, text by name; a name that ends in
///   `/` is a folder
/// @param logs files of the working folder that the log goes to, besides standard error
/// @param withPings whether the server's own pings are compared; else they are left out, because
///   their moment is the server's choice
/// @param steps what happens, in order
record Scenario(
    String name,
    List<String> environment,
    List<String> arguments,
    Map<String, String> files,
    List<String> logs,
    boolean withPings,
    List<Step> steps) {

  /// One line of a script.
  ///
  /// @param peer the name of the client that acts, empty where it is none
  /// @param verb what is done
  /// @param text the rest of the line, as written
  record Step(String peer, String verb, String text) {
    @Override
    public String toString() {
      return (peer + " " + verb + " " + text).strip();
    }
  }

  /// The arguments for a server that listens at `port`.
  String[] arguments(Slots slots) {
    return arguments.stream().map(slots::fill).toArray(String[]::new);
  }
}
