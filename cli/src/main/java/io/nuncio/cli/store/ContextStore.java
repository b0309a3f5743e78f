package io.nuncio.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.wire.JsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The contexts of a user: `nats/context/NAME.json` below the folder of configurations, and the
/// name of the selected one in `nats/context.txt`, where the official command has them.
///
/// Only the owner may read what is written, because it holds secrets; a file is there as it was or
/// as it shall be, never half of it.
public final class ContextStore {
  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final String SUFFIX = ".json";

  private final Path folder;

  /// @param configuration such as `~/.config`
  public ContextStore(Path configuration) {
    folder = configuration.resolve("nats");
  }

  /// Where the context is, or would be.
  ///
  /// @throws CommandFailure if a context cannot have that name
  public Path file(String name) {
    boolean path = name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.contains("..");
    if (name.isBlank() || path || name.chars().anyMatch(Character::isISOControl)) {
      throw CommandFailure.usage(
          "the name of a context is one word without slashes and '..', not '" + name + "'");
    }
    return folder.resolve("context").resolve(name + SUFFIX);
  }

  /// Whether there is such a context.
  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /// The context of that name.
  ///
  /// @throws CommandFailure if there is none, or it cannot be read
  public ContextDocument read(String name) {
    Path file = file(name);
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw CommandFailure.of(file + " is larger than a context can be, 1 MiB");
      }
      return ContextDocument.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      throw CommandFailure.of(
          "there is no context '" + name + "': see those there are with 'nuncio context ls'");
    } catch (IOException e) {
      throw CommandFailure.of("cannot read " + file + ": " + CommandFailure.reason(e));
    } catch (JsonException e) {
      throw CommandFailure.of(file + " is not the JSON of a context: " + e.getMessage());
    }
  }

  /// The names of all contexts, sorted.
  public List<String> names() {
    try (Stream<Path> files = Files.list(folder.resolve("context"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw CommandFailure.of("cannot list " + folder + ": " + CommandFailure.reason(e));
    }
  }

  /// The name of the selected context; null for none.
  public @Nullable String selected() {
    return nameIn("context.txt");
  }

  /// The name of the context that was selected before; null for none.
  public @Nullable String previous() {
    return nameIn("previous-context.txt");
  }

  private @Nullable String nameIn(String file) {
    try {
      String name = Files.readString(folder.resolve(file)).strip();
      return name.isEmpty() ? null : name;
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException e) {
      throw CommandFailure.of(
          "cannot read " + folder.resolve(file) + ": " + CommandFailure.reason(e));
    }
  }

  /// Keeps a context, in the place of one that has the name.
  public void save(String name, ContextDocument context) {
    write(file(name), context.toJson());
  }

  /// Lets commands use this context unless they are told otherwise.
  public void select(String name) {
    if (!has(name)) {
      throw CommandFailure.of(
          "there is no context '" + name + "': make it with 'nuncio context add " + name + "'");
    }
    String before = selected();
    if (before != null) {
      write(folder.resolve("previous-context.txt"), before);
    }
    write(folder.resolve("context.txt"), name);
  }

  /// Forgets a context, and that it was selected.
  public void remove(String name) {
    try {
      Files.delete(file(name));
      if (name.equals(selected())) {
        Files.deleteIfExists(folder.resolve("context.txt"));
      }
    } catch (NoSuchFileException none) {
      throw CommandFailure.of(
          "there is no context '" + name + "': see those there are with 'nuncio context ls'");
    } catch (IOException e) {
      throw CommandFailure.of("cannot remove " + file(name) + ": " + CommandFailure.reason(e));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
      Path fresh = temporary(file);
      try {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          var bytes = java.nio.ByteBuffer.wrap(text.getBytes(UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw CommandFailure.of("cannot write " + file + ": " + CommandFailure.reason(e));
    }
  }

  /// A new empty file beside the one that is to be, which only the owner may read from its first
  /// moment on.
  private static Path temporary(Path file) throws IOException {
    for (int i = 0; ; i++) {
      Path fresh =
          file.resolveSibling(
              "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + i);
      try {
        return Files.createFile(fresh, ownerOnly("rw-------"));
      } catch (FileAlreadyExistsException left) {
        if (i == 100) {
          throw left;
        }
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
