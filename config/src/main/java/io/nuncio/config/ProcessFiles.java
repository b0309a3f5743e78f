package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Files by which other programs find the server.
///
/// @param pidFile receives the process id in decimal; null for none
/// @param portsFolder receives a file that names the ports; null for none
public record ProcessFiles(@Nullable Path pidFile, @Nullable Path portsFolder) {
  /// None.
  public static ProcessFiles defaults() {
    return new ProcessFiles(null, null);
  }
}
