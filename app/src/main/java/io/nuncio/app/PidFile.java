package io.nuncio.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file that tells other programs the id of this process.
final class PidFile {
  private PidFile() {}

  /// Writes the id in decimal, without a line break, over what the file held.
  ///
  /// The file stays when the process ends, as that of nats-server does.
  ///
  /// @param file null writes nothing
  /// @throws IOException if it cannot be written; the message names the file and the reason
  static void write(@Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
    } catch (IOException cannotWrite) {
      throw new IOException("open " + file + ": " + FileProblem.reason(cannotWrite), cannotWrite);
    }
  }
}
