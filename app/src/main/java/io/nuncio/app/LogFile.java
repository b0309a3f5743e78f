package io.nuncio.app;

import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A log file that is put aside when it has grown too large.
///
/// A rotation that fails is tried again at twice the size, and said once.
final class LogFile implements TextTarget {
  private static final String OWNER_WRITES_GROUP_READS = "rw-r-----";

  private final Path path;
  private final long sizeLimitBytes;
  private final LogBackups backups;
  private final AppendedFile file;
  private long rotateAboveBytes;
  private boolean failed;

  private LogFile(LogDestination.File wanted, Supplier<ZoneId> zone) throws IOException {
    this.path = wanted.path();
    this.sizeLimitBytes = wanted.sizeLimitBytes() == 0 ? Long.MAX_VALUE : wanted.sizeLimitBytes();
    this.backups = new LogBackups(path, wanted.maxFiles(), zone);
    this.file = AppendedFile.open(path, OWNER_WRITES_GROUP_READS);
    this.rotateAboveBytes = sizeLimitBytes;
  }

  /// Appends to the file that is `wanted`, and creates it if need be.
  ///
  /// @param zone of the times in the names of files put aside; asked when the first is
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static LogFile open(LogDestination.File wanted, Supplier<ZoneId> zone) throws IOException {
    return new LogFile(wanted, zone);
  }

  @Override
  public void write(byte[] lines) throws IOException {
    file.write(lines);
  }

  @Override
  public long room() {
    return rotateAboveBytes - file.sizeBytes();
  }

  @Override
  public List<LogLine> rotate(Instant now) {
    Path backup = backups.named(now);
    try {
      boolean renamed = rename(backup);
      openNext(renamed ? backup : null);
      rotateAboveBytes = sizeLimitBytes;
      failed = false;
      return renamed ? rotated(backup, now) : List.of();
    } catch (IOException cannotRotate) {
      long sizeBytes = file.sizeBytes();
      rotateAboveBytes = sizeBytes > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * sizeBytes;
      boolean said = failed;
      failed = true;
      return said
          ? List.of()
          : List.of(
              new LogLine(
                  now,
                  Level.ERROR,
                  "Could not put the log file %s aside: %s; going on, next attempt at %d bytes"
                      .formatted(path, FileProblem.reason(cannotRotate), rotateAboveBytes)));
    }
  }

  /// @return false if somebody else has put the file aside already
  private boolean rename(Path backup) throws IOException {
    try {
      Files.move(path, backup);
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// @param backup what the file is called now, to be given its name back on failure; null if it is
  ///   not known
  private void openNext(@Nullable Path backup) throws IOException {
    try {
      file.openAgain();
    } catch (IOException cannotOpen) {
      if (backup != null) {
        Files.move(backup, path);
      }
      throw cannotOpen;
    }
  }

  private List<LogLine> rotated(Path backup, Instant now) {
    var notices = new ArrayList<LogLine>();
    notices.add(
        new LogLine(now, Level.INFO, "Rotated log, backup saved as \"%s\"".formatted(backup)));
    backups.purge(now, notices);
    return notices;
  }

  @Override
  public List<LogLine> reopen(Instant now) {
    try {
      openNext(null);
    } catch (IOException cannotOpen) {
      return List.of(
          new LogLine(
              now,
              Level.ERROR,
              "Could not re-open the log file %s: %s; going on in the one that is open"
                  .formatted(path, FileProblem.reason(cannotOpen))));
    }
    rotateAboveBytes = sizeLimitBytes;
    return List.of(new LogLine(now, Level.INFO, "File log re-opened"));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
