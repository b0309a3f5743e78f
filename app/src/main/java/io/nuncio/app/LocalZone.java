package io.nuncio.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The time zone of this machine.
///
/// The JDK reads all zones of the world before it names one, for a fifth of the time that the
/// server takes to start. Most servers run in UTC, which can be told without.
final class LocalZone {
  private static final Path LOCAL_TIME = Path.of("/etc/localtime");
  private static final Set<String> NAMES_OF_UTC = Set.of("UTC", "Etc/UTC", "UTC0");

  private LocalZone() {}

  /// What [ZoneId#systemDefault] gives, and [ZoneOffset#UTC] where that is the same at all times.
  static ZoneId ofThisProcess() {
    boolean chosen = System.getProperty("user.timezone") != null;
    return !chosen && isUtc(System.getenv("TZ"), LOCAL_TIME)
        ? ZoneOffset.UTC
        : ZoneId.systemDefault();
  }

  /// Whether the zone is known to be UTC; false where it has to be found out.
  ///
  /// @param variable the environment variable `TZ`, which goes first
  /// @param localTime the link that names the zone where there is no such variable
  static boolean isUtc(@Nullable String variable, Path localTime) {
    if (variable != null) {
      return NAMES_OF_UTC.contains(variable);
    }
    try {
      Path zone = Files.readSymbolicLink(localTime);
      return zone.endsWith("zoneinfo/UTC") || zone.endsWith("zoneinfo/Etc/UTC");
    } catch (IOException | UnsupportedOperationException notToldThere) {
      return false;
    }
  }
}
