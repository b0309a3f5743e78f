package io.nuncio.app;

import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A log file that is put aside when it has grown too large.
///
/// The next file is open before the last is closed, so there is a place for each line at any time.
/// A rotation that fails is tried again at twice the size, and said once.
final class LogFile implements TextTarget {
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  private static final String OWNER_WRITES_GROUP_READS = "rw-r-----";

  private final Path file;
  private final long sizeLimitBytes;
  private final LogBackups backups;
  private FileChannel channel;
  private long sizeBytes;
  private long rotateAboveBytes;
  private boolean failed;

  private LogFile(LogDestination.File wanted, ZoneId zone) throws IOException {
    this.file = wanted.path();
    this.sizeLimitBytes = wanted.sizeLimitBytes() == 0 ? Long.MAX_VALUE : wanted.sizeLimitBytes();
    this.backups = new LogBackups(file, wanted.maxFiles(), zone);
    this.channel = openChannel(file);
    this.sizeBytes = channel.size();
    this.rotateAboveBytes = sizeLimitBytes;
  }

  /// Appends to the file that is `wanted`, and creates it if need be.
  ///
  /// @param zone of the times in the names of files put aside
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static LogFile open(LogDestination.File wanted, ZoneId zone) throws IOException {
    try {
      return new LogFile(wanted, zone);
    } catch (IOException cannotOpen) {
      throw new IOException(wanted.path() + ": " + FileProblem.reason(cannotOpen), cannotOpen);
    }
  }

  private static FileChannel openChannel(Path file) throws IOException {
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(
                  PosixFilePermissions.fromString(OWNER_WRITES_GROUP_READS))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(file, APPEND, attributes);
  }

  @Override
  public void write(byte[] lines) throws IOException {
    var buffer = ByteBuffer.wrap(lines);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } finally {
      sizeBytes += buffer.position();
    }
  }

  @Override
  public long room() {
    return rotateAboveBytes - sizeBytes;
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
                      .formatted(file, FileProblem.reason(cannotRotate), rotateAboveBytes)));
    }
  }

  /// @return false if somebody else has put the file aside already
  private boolean rename(Path backup) throws IOException {
    try {
      Files.move(file, backup);
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// @param backup what the file is called now, to be given its name back on failure; null if it is
  ///   not known
  private void openNext(@Nullable Path backup) throws IOException {
    FileChannel next;
    try {
      next = openChannel(file);
    } catch (IOException cannotOpen) {
      if (backup != null) {
        Files.move(backup, file);
      }
      throw cannotOpen;
    }
    closeQuietly(channel);
    channel = next;
    sizeBytes = next.size();
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
                  .formatted(file, FileProblem.reason(cannotOpen))));
    }
    rotateAboveBytes = sizeLimitBytes;
    return List.of(new LogLine(now, Level.INFO, "File log re-opened"));
  }

  private static void closeQuietly(FileChannel old) {
    try {
      old.close();
    } catch (IOException nothingIsLost) {
      // What was written to it is with the operating system.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
