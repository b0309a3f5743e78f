package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is logged, and where to.
///
/// @param debug whether debugging lines are written
/// @param trace whether every protocol line is written
/// @param file appended to; null for standard error
public record LogConfig(boolean debug, boolean trace, @Nullable Path file) {
  /// Neither debugging nor trace lines, to standard error.
  public static LogConfig defaults() {
    return new LogConfig(false, false, null);
  }
}
