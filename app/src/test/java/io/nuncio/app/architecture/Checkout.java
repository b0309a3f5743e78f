package io.nuncio.app.architecture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folders of the checkout that these tests read.
///
/// @param root the folder with the parent's pom
record Checkout(Path root) {

  /// The checkout that the tests run in: Maven names it, an IDE starts somewhere below it.
  static Checkout current() {
    String named = System.getProperty("nuncio.root");
    Path folder = Path.of(named == null ? "" : named).toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no mvnw in or above the working directory");
      }
      folder = parent;
    }
    return new Checkout(folder);
  }

  /// The folder of a module.
  Path module(String name) {
    return root.resolve(name);
  }

  /// Java sources, tests included, of every module.
  List<Path> javaSources() {
    return Stream.of("src/main/java", "src/test/java")
        .flatMap(below -> list(root).map(module -> module.resolve(below)))
        .filter(Files::isDirectory)
        .flatMap(Checkout::javaFilesBelow)
        .toList();
  }

  /// Path as it is written in messages and in the ratchet: from the root, with slashes.
  String name(Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static Stream<Path> javaFilesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
