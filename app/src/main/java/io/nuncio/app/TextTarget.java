package io.nuncio.app;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Where the text of a log goes, such as a file. Confined to the thread that writes the log, once
/// that runs.
interface TextTarget extends Closeable {
  /// Takes whole lines, all of them or none as far as the operating system allows.
  ///
  /// @throws IOException if they could not be written
  void write(byte[] lines) throws IOException;

  /// How many bytes fit before [#rotate] is due; negative when it is overdue.
  default long room() {
    return Long.MAX_VALUE;
  }

  /// Puts aside what was written and begins anew; what fails leaves everything as it was.
  ///
  /// @return what to say about it in the log, behind what was written before
  default List<LogLine> rotate(Instant now) {
    return List.of();
  }

  /// Lets go of what was opened and opens what now has its name.
  ///
  /// @return what to say about it in the log
  default List<LogLine> reopen(Instant now) {
    return List.of();
  }
}
