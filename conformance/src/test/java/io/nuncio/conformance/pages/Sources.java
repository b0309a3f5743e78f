package io.nuncio.conformance.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sources and the build files of all modules.
final class Sources {
  private final List<Path> files;

  private Sources(List<Path> files) {
    this.files = files;
  }

  static Sources of(Path root) {
    try (Stream<Path> modules = Files.list(root)) {
      Stream<Path> inModules =
          modules
              .filter(Files::isDirectory)
              .flatMap(module -> Stream.concat(Stream.of(module.resolve("pom.xml")), java(module)));
      return new Sources(
          Stream.concat(Stream.of(root.resolve("pom.xml")), inModules)
              .filter(Files::isRegularFile)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> java(Path module) {
    Path folder = module.resolve("src");
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a class, if there is one of this simple name.
  Optional<String> type(String name) {
    return files.stream()
        .filter(file -> file.endsWith(name + ".java"))
        .findFirst()
        .map(Sources::read);
  }

  /// The names of all files, without their folders.
  List<Path> names() {
    return files.stream().map(Path::getFileName).toList();
  }

  /// Whether a file of this ending has this text.
  boolean mention(String text, String ending) {
    return files.stream()
        .filter(file -> file.toString().endsWith(ending))
        .anyMatch(file -> read(file).contains(text));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
