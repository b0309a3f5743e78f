package io.nuncio.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Inputs at which something broke once, each in a file, so that they are tried again for ever.
final class Finds {
  private final Path folder;

  Finds(Path folder) {
    this.folder = folder;
  }

  /// Where those of the target `name` are, in the module whose tests run.
  static Path folder(String name) {
    var module = Path.of(System.getProperty("basedir", "."));
    return module.resolve("src/test/resources/finds").resolve(name.replace(' ', '-'));
  }

  /// All of them, in the order of their names.
  List<byte[]> all() {
    var inputs = new ArrayList<byte[]>();
    if (!Files.isDirectory(folder)) {
      return inputs;
    }
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inputs;
  }

  /// Keeps `input`.
  ///
  /// @return the file
  Path keep(byte[] input) {
    try {
      Files.createDirectories(folder);
      var name = "%08x-%d".formatted(Arrays.hashCode(input), input.length);
      return Files.write(folder.resolve(name), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
