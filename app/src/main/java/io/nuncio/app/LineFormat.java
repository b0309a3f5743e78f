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

  /// The format that `config` wants, made when the first line is written: finding out the number of
  /// the process and the local time is not left to the thread that starts the server.
  static LineFormat of(LogConfig config) {
    return new LineFormat() {
      private @Nullable LineFormat made;

      @Override
      public void append(LogLine line, StringBuilder out) {
        if (made == null) {
          made = make(config);
        }
        made.append(line, out);
      }
    };
  }

  private static LineFormat make(LogConfig config) {
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
      case LOCAL -> LocalZone.ofThisProcess();
      case UTC -> ZoneOffset.UTC;
      case NONE -> null;
    };
  }
}
