package io.nuncio.app;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The name by which `pgrep` and `ps` find this process.
final class ProcessName {
  private static final String COMM = "/proc/self/comm";

  private ProcessName() {}

  /// Takes the name where the system allows it, which is on Linux; does nothing elsewhere.
  ///
  /// @param name at most 15 bytes; the kernel cuts off the rest
  static void become(String name) {
    try (var comm = new FileOutputStream(COMM)) {
      comm.write(name.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException noSuchFile) {
      // The process goes by the name of its executable.
    }
  }
}
