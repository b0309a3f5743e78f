package io.nuncio.app;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The file of an audit log, for its owner's eyes. What goes wrong with it is said in the log.
final class AuditFile implements TextTarget {
  private static final String OWNER_ONLY = "rw-------";

  private final Path path;
  private final AppendedFile file;
  private final LogSink log;
  private boolean failed;

  /// Appends to the file, and creates it if need be.
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  AuditFile(Path path, LogSink log) throws IOException {
    this.path = path;
    this.file = AppendedFile.open(path, OWNER_ONLY);
    this.log = log;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    try {
      file.write(lines);
      failed = false;
    } catch (IOException cannotWrite) {
      if (!failed) {
        failed = true;
        log.log(
            Level.ERROR,
            "Could not write the audit log %s: %s; what is missing will be counted in it"
                .formatted(path, FileProblem.reason(cannotWrite)));
      }
      throw cannotWrite;
    }
  }

  @Override
  public List<LogLine> reopen(Instant now) {
    try {
      file.openAgain();
      log.log(Level.INFO, "Audit log re-opened");
    } catch (IOException cannotOpen) {
      log.log(
          Level.ERROR,
          "Could not re-open the audit log %s: %s; going on in the one that is open"
              .formatted(path, FileProblem.reason(cannotOpen)));
    }
    return List.of();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
