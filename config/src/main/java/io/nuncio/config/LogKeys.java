package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keys about the log.
final class LogKeys {
  private final ConfigValues values;
  private final Findings findings;
  private boolean debug;
  private boolean trace;
  private boolean traceVerbose;
  private boolean traceHeaders;
  private boolean time = true;
  private boolean utc;
  private @Nullable Path file;
  private long sizeLimit;
  private int maxFiles;
  private boolean syslog;
  private LogDestination.@Nullable RemoteSyslog remoteSyslog;
  private int maxTraced;
  private LogConfig.Format format = LogConfig.Format.TEXT;
  private @Nullable Path auditLog;

  LogKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    return takeContent(key, node) || takeDestination(key, node);
  }

  private boolean takeContent(String key, ConfNode node) {
    switch (key) {
      case "debug" -> debug = values.isTrue(key, node, debug);
      case "trace" -> trace = values.isTrue(key, node, trace);
      case "trace_verbose" -> traceVerbose = values.isTrue(key, node, traceVerbose);
      case "trace_headers" -> traceHeaders = values.isTrue(key, node, traceHeaders);
      case "logtime" -> time = values.isTrue(key, node, time);
      case "logtime_utc" -> utc = values.isTrue(key, node, utc);
      case "log_format", "logformat" -> format = format(key, node);
      case "max_traced_msg_len" -> maxTraced = values.integerFromZero(key, node, maxTraced);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeDestination(String key, ConfNode node) {
    switch (key) {
      case "logfile", "log_file" -> file = values.path(key, node);
      case "logfile_size_limit", "log_size_limit" ->
          sizeLimit = orZero(values.number(key, node, 0, Long.MAX_VALUE));
      case "logfile_max_num", "log_max_num" ->
          maxFiles = (int) orZero(values.number(key, node, 0, Integer.MAX_VALUE));
      case "syslog" -> syslog = values.isTrue(key, node, syslog);
      case "remote_syslog" -> remoteSyslog = remoteSyslog(key, node);
      case "audit_log" -> auditLog = values.path(key, node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private LogConfig.Format format(String key, ConfNode node) {
    String text = values.text(key, node);
    LogConfig.Format named = text == null ? null : LogSettings.format(text);
    if (text != null && named == null) {
      findings.mistake(node, key + ": expected " + LogSettings.FORMATS);
    }
    return named == null ? format : named;
  }

  private LogDestination.@Nullable RemoteSyslog remoteSyslog(String key, ConfNode node) {
    String text = values.text(key, node);
    if (text == null || text.isEmpty()) {
      return null;
    }
    LogDestination.RemoteSyslog address = SyslogAddress.parse(text);
    if (address == null) {
      findings.mistake(node, key + ": expected " + SyslogAddress.EXPECTED);
    }
    return address;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  /// What the file says.
  LogSettings settings() {
    LogConfig.Time written =
        !time ? LogConfig.Time.NONE : utc ? LogConfig.Time.UTC : LogConfig.Time.LOCAL;
    var tracing =
        new LogConfig.Trace(trace || traceVerbose || traceHeaders, traceVerbose, traceHeaders);
    return new LogSettings(
        debug,
        tracing,
        written,
        maxTraced,
        file,
        sizeLimit,
        maxFiles,
        syslog,
        remoteSyslog,
        format,
        auditLog);
  }
}
