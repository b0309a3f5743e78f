package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What a line of a log looks like. Confined to the thread that writes the log.
interface LineFormat {
  /// Appends `line` and a line break to `out`: one line, whatever its text.
  void append(LogLine line, StringBuilder out);

  /// The format that `config` wants.
  static LineFormat of(LogConfig config) {
    long pid = ProcessHandle.current().pid();
    ZoneId zone = zone(config.time());
    if (config.format() == LogConfig.Format.JSON) {
      return new JsonLineFormat(pid, zone);
    }
    boolean coloured =
        config.destination() instanceof LogDestination.StandardError
            && Boolean.getBoolean("nuncio.stderr.terminal");
    return new LogLineFormat(pid, zone, coloured);
  }

  private static @Nullable ZoneId zone(LogConfig.Time time) {
    return switch (time) {
      case LOCAL -> ZoneId.systemDefault();
      case UTC -> ZoneOffset.UTC;
      case NONE -> null;
    };
  }
}
