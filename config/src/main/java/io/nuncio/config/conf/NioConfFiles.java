package io.nuncio.config.conf;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads included files from the file system.
///
/// A name is looked up in the folder of the including file, also when it starts with a slash, as in
/// nats-server.
public final class NioConfFiles implements ConfFiles {
  /// The file system as the process sees it.
  public NioConfFiles() {}

  @Override
  public Outcome read(String includingFile, String name) {
    try {
      int relative = 0;
      while (relative < name.length() && name.charAt(relative) == '/') {
        relative++;
      }
      var folder = Path.of(includingFile).getParent();
      var named = Path.of(name.substring(relative));
      var path = (folder == null ? named : folder.resolve(named)).normalize();
      return open(path);
    } catch (InvalidPathException refused) {
      return new Unreadable("the included file", "its name is not a path");
    }
  }

  /// Reads `path`, which is at most [ConfSource#MAX_FILE_BYTES] long.
  public static Outcome open(Path path) {
    var file = path.toString();
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(ConfSource.MAX_FILE_BYTES + 1);
      if (bytes.length > ConfSource.MAX_FILE_BYTES) {
        return new Unreadable(file, "it is larger than 16 MiB");
      }
      return new Found(ConfSource.decode(file, bytes));
    } catch (NoSuchFileException missing) {
      return new Unreadable(file, "no such file or directory");
    } catch (AccessDeniedException denied) {
      return new Unreadable(file, "permission denied");
    } catch (IOException failed) {
      return new Unreadable(file, Files.isDirectory(path) ? "is a directory" : "read error");
    }
  }
}
