package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The log files that were put aside: `<file>.yyyy.mm.dd.hh.mm.ss.nnnnnnnnn`, in local time.
final class LogBackups {
  private static final Pattern STAMP = Pattern.compile("\\d{4}(\\.\\d\\d){5}\\.\\d{1,9}");

  private final Path file;
  private final int maxFiles;
  private final Supplier<ZoneId> zone;

  /// @param maxFiles how many are kept, `file` included; 0 for all
  /// @param zone asked when a file is put aside
  LogBackups(Path file, int maxFiles, Supplier<ZoneId> zone) {
    this.file = file;
    this.maxFiles = maxFiles;
    this.zone = zone;
  }

  /// What a file put aside at this time is called.
  Path named(Instant now) {
    var time = LocalDateTime.ofInstant(now, zone.get());
    return file.resolveSibling(
        "%s.%04d.%02d.%02d.%02d.%02d.%02d.%09d"
            .formatted(
                file.getFileName(),
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano()));
  }

  /// Deletes the oldest of those that are too many; the next time tries again what fails now.
  ///
  /// @param notices receives what to say about it in the log
  void purge(Instant now, List<LogLine> notices) {
    if (maxFiles == 0) {
      return;
    }
    try {
      List<Path> backups = oldestFirst();
      for (Path backup : backups.subList(0, Math.max(0, backups.size() - (maxFiles - 1)))) {
        Files.deleteIfExists(backup);
        notices.add(
            new LogLine(now, Level.INFO, "Purged log file \"%s\"".formatted(backup.getFileName())));
      }
    } catch (IOException cannotPurge) {
      notices.add(
          new LogLine(
              now,
              Level.ERROR,
              "Could not remove old log files of %s: %s; trying again at the next rotation"
                  .formatted(file, FileProblem.reason(cannotPurge))));
    }
  }

  private List<Path> oldestFirst() throws IOException {
    String prefix = file.getFileName() + ".";
    var backups = new ArrayList<Path>();
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder())) {
      for (Path sibling : siblings) {
        String name = sibling.getFileName().toString();
        if (name.startsWith(prefix) && STAMP.matcher(name.substring(prefix.length())).matches()) {
          backups.add(sibling);
        }
      }
    }
    Collections.sort(backups);
    return backups;
  }

  private Path folder() {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }
}
