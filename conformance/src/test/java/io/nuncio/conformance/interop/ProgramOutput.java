package io.nuncio.conformance.interop;

import java.util.List;

/// What a program had to say until it ended.
///
/// @param status its exit status
/// @param lines its standard output
/// @param errors its standard error
public record ProgramOutput(int status, List<String> lines, List<String> errors) {

  /// All output, for the message of a failed test.
  public String text() {
    return "exit status %d%n%s%n%s"
        .formatted(status, String.join("\n", lines), String.join("\n", errors));
  }
}
