package io.nuncio.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the flags of the log.
final class LogFlags {
  private LogFlags() {}

  /// What the flags say, over what `file` says.
  ///
  /// @throws CommandLineException if a number, a path or an address is none
  static LogSettings over(LogSettings file, ParsedFlags flags) throws CommandLineException {
    Path path = FlagValues.path(flags, Flag.LOG_FILE);
    LogDestination.RemoteSyslog remote = remoteSyslog(flags);
    Path auditLog = FlagValues.path(flags, Flag.AUDIT_LOG);
    return new LogSettings(
        isOn(flags, file.debug(), Flag.DEBUG, Flag.DEBUG_AND_TRACE, Flag.DEBUG_AND_VERBOSE_TRACE),
        trace(flags, file.trace()),
        time(flags, file.time()),
        (int) number(flags, Flag.MAX_TRACED_MSG_LEN, file.maxTracedBytes(), Integer.MAX_VALUE),
        path == null ? file.file() : path,
        number(flags, Flag.LOG_SIZE_LIMIT, file.sizeLimitBytes(), Long.MAX_VALUE),
        file.maxFiles(),
        isOn(flags, file.syslog(), Flag.SYSLOG),
        remote == null ? file.remoteSyslog() : remote,
        format(flags, file.format()),
        auditLog == null ? file.auditLog() : auditLog);
  }

  private static LogConfig.Trace trace(ParsedFlags flags, LogConfig.Trace file) {
    boolean verbose = isOn(flags, file.verbose(), Flag.VERBOSE_TRACE, Flag.DEBUG_AND_VERBOSE_TRACE);
    boolean on =
        isOn(
            flags,
            file.on(),
            Flag.TRACE,
            Flag.DEBUG_AND_TRACE,
            Flag.VERBOSE_TRACE,
            Flag.DEBUG_AND_VERBOSE_TRACE);
    return new LogConfig.Trace(on, verbose, file.headersOnly());
  }

  /// What the last of `choices` says that is given; the longer flags come later and win.
  private static boolean isOn(ParsedFlags flags, boolean file, Flag... choices) {
    boolean on = file;
    for (Flag flag : choices) {
      if (flags.value(flag) != null) {
        on = flags.isOn(flag);
      }
    }
    return on;
  }

  private static long number(ParsedFlags flags, Flag flag, long file, long most)
      throws CommandLineException {
    return flags.value(flag) == null ? file : FlagValues.number(flags, flag, most);
  }

  private static LogDestination.@Nullable RemoteSyslog remoteSyslog(ParsedFlags flags)
      throws CommandLineException {
    String text = flags.text(Flag.REMOTE_SYSLOG);
    if (text == null) {
      return null;
    }
    LogDestination.RemoteSyslog address = SyslogAddress.parse(text);
    if (address == null) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag -r: expected %s"
              .formatted(FlagValues.shown(text), SyslogAddress.EXPECTED));
    }
    return address;
  }

  private static LogConfig.Format format(ParsedFlags flags, LogConfig.Format file)
      throws CommandLineException {
    String text = flags.text(Flag.LOG_FORMAT);
    if (text == null) {
      return file;
    }
    LogConfig.Format format = LogSettings.format(text);
    if (format == null) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag --log_format: expected %s"
              .formatted(text, LogSettings.FORMATS));
    }
    return format;
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
  static List<String> warnings(LogSettings log) {
    List<String> warnings = new ArrayList<>();
    if (log.sizeLimitBytes() > 0 && log.file() == null) {
      warnings.add(
          "--log_size_limit does nothing without a log file: add one, for example -l x.log");
    }
    if (log.file() != null && (log.syslog() || log.remoteSyslog() != null)) {
      warnings.add("syslog gets nothing beside a log file: leave one of them out");
    }
    return warnings;
  }
}
