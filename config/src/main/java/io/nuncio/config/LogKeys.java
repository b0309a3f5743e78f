package io.nuncio.config;

import io.nuncio.config.conf.ConfNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keys about the log.
final class LogKeys {
  private final ConfigValues values;
  private boolean debug;
  private boolean trace;
  private boolean time = true;
  private boolean utc;
  private @Nullable Path file;
  private long sizeLimit;
  private int maxFiles;
  private int maxTraced;

  LogKeys(ConfigValues values) {
    this.values = values;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    switch (key) {
      case "debug" -> debug = isTrue(key, node, debug);
      case "trace" -> trace = isTrue(key, node, trace);
      case "logtime" -> time = isTrue(key, node, time);
      case "logtime_utc" -> utc = isTrue(key, node, utc);
      case "logfile", "log_file" -> file = values.path(key, node);
      case "logfile_size_limit", "log_size_limit" ->
          sizeLimit = orZero(values.number(key, node, 0, Long.MAX_VALUE));
      case "logfile_max_num", "log_max_num" ->
          maxFiles = (int) orZero(values.number(key, node, 0, Integer.MAX_VALUE));
      case "max_traced_msg_len" ->
          maxTraced = (int) orZero(values.number(key, node, 0, Integer.MAX_VALUE));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isTrue(String key, ConfNode node, boolean otherwise) {
    Boolean value = values.bool(key, node);
    return value == null ? otherwise : value;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  LogConfig log() {
    LogConfig.Time written =
        !time ? LogConfig.Time.NONE : utc ? LogConfig.Time.UTC : LogConfig.Time.LOCAL;
    return new LogConfig(debug, trace, file, written, sizeLimit, maxFiles, maxTraced);
  }
}
