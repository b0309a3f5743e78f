package io.nuncio.dist;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/// What the build has made, where it says so.
final class Made {
  private Made() {}

  /// The folder that all packages are made of.
  static Path stage() {
    return Path.of(said("nuncio.dist.stage"));
  }

  static Path archive() {
    return Path.of(said("nuncio.dist.archive"));
  }

  static Path debianPackage() {
    return Path.of(said("nuncio.dist.deb"));
  }

  /// The modules that the Java runtime was asked to have.
  static List<String> modules() {
    return List.of(said("nuncio.dist.modules").split(","));
  }

  /// Unpacks the archive so that every user of the machine can read it.
  ///
  /// @param below a new folder in one of the test's own
  /// @return the folder in the archive
  static Path unpacked(Path below) throws IOException {
    Files.createDirectory(below);
    Files.setPosixFilePermissions(
        below.resolveSibling("."), PosixFilePermissions.fromString("rwxr-xr-x"));
    var tar = List.of("tar", "-xzf", archive().toString(), "-C", below.toString());
    var unpacked = ServerProcess.run(tar);
    if (unpacked.status() != 0) {
      throw new IOException("tar: " + unpacked.errors());
    }
    try (var files = Files.list(below)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static String said(String property) {
    return Objects.requireNonNull(System.getProperty(property), property);
  }
}
