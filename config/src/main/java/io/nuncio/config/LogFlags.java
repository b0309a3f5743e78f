package io.nuncio.config;

import java.nio.file.Path;
import java.util.List;

/// Reads the flags of the log.
final class LogFlags {
  private LogFlags() {}

  /// What the flags say, over what `file` says.
  ///
  /// @throws CommandLineException if a number or a path is none
  static LogConfig parse(ParsedFlags flags, LogConfig file) throws CommandLineException {
    Path path = FlagValues.path(flags, Flag.LOG_FILE);
    return new LogConfig(
        isOn(flags, Flag.DEBUG, file.debug()),
        isOn(flags, Flag.TRACE, file.trace()),
        path == null ? file.file() : path,
        time(flags, file.time()),
        number(flags, Flag.LOG_SIZE_LIMIT, file.sizeLimitBytes(), Long.MAX_VALUE),
        file.maxFiles(),
        (int) number(flags, Flag.MAX_TRACED_MSG_LEN, file.maxTracedBytes(), Integer.MAX_VALUE));
  }

  private static boolean isOn(ParsedFlags flags, Flag flag, boolean file) {
    if (flags.value(Flag.DEBUG_AND_TRACE) != null) {
      return flags.isOn(Flag.DEBUG_AND_TRACE);
    }
    return flags.value(flag) == null ? file : flags.isOn(flag);
  }

  private static long number(ParsedFlags flags, Flag flag, long file, long most)
      throws CommandLineException {
    return flags.value(flag) == null ? file : FlagValues.number(flags, flag, most);
  }

  private static LogConfig.Time time(ParsedFlags flags, LogConfig.Time file) {
    if ("false".equals(flags.value(Flag.LOG_TIME))) {
      return LogConfig.Time.NONE;
    }
    if (flags.value(Flag.LOG_TIME_UTC) != null) {
      return flags.isOn(Flag.LOG_TIME_UTC) ? LogConfig.Time.UTC : LogConfig.Time.LOCAL;
    }
    boolean wanted = flags.isOn(Flag.LOG_TIME) && file == LogConfig.Time.NONE;
    return wanted ? LogConfig.Time.LOCAL : file;
  }

  /// What was asked for and can have no effect.
  static List<String> warnings(LogConfig log) {
    return log.sizeLimitBytes() > 0 && log.file() == null
        ? List.of("--log_size_limit does nothing without a log file: add one, for example -l x.log")
        : List.of();
  }
}
