package io.nuncio.conformance.interop;

import java.util.List;
import java.util.Optional;

/// What a program had to say until it ended.
///
/// @param status its exit status
/// @param lines its standard output
/// @param errors its standard error
record InteropReport(int status, List<String> lines, List<String> errors) {

  private static final String BANNER = "client ";

  /// The client library and its version, in the program's words.
  String client() {
    return lines.stream()
        .filter(line -> line.startsWith(BANNER))
        .map(line -> line.substring(BANNER.length()))
        .findFirst()
        .orElse("an unnamed client");
  }

  /// The line on a case: `ok NAME`, `skip NAME: reason` or `FAIL NAME: reason`.
  Optional<String> lineOn(String caseName) {
    return lines.stream()
        .filter(line -> line.matches("(ok|skip|FAIL) " + caseName + "(: .*)?"))
        .findFirst();
  }

  /// The number of cases that were run, whatever came of them.
  long casesRun() {
    return lines.stream().filter(line -> line.matches("(ok|FAIL) .*")).count();
  }

  /// All output, for the message of a failed test.
  String text() {
    return "exit status %d%n%s%n%s"
        .formatted(status, String.join("\n", lines), String.join("\n", errors));
  }
}
