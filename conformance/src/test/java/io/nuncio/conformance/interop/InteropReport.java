package io.nuncio.conformance.interop;

import java.util.Optional;

/// What a program said of each case, or what a replay in its place did.
///
/// @param output the lines, one for each case
/// @param replayed whether no program ran
record InteropReport(ProgramOutput output, boolean replayed) {

  private static final String BANNER = "client ";

  /// The client library and its version, in the program's words.
  String client() {
    return output.lines().stream()
        .filter(line -> line.startsWith(BANNER))
        .map(line -> line.substring(BANNER.length()))
        .findFirst()
        .orElse("an unnamed client");
  }

  /// The line on a case: `ok NAME`, `skip NAME: reason` or `FAIL NAME: reason`.
  Optional<String> lineOn(String caseName) {
    return output.lines().stream()
        .filter(line -> line.matches("(ok|skip|FAIL) " + caseName + "(: .*)?"))
        .findFirst();
  }

  /// The number of cases that were run, whatever came of them.
  long casesRun() {
    return output.lines().stream().filter(line -> line.matches("(ok|FAIL) .*")).count();
  }
}
