package io.nuncio.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that lines are appended to, and that can be opened again by its name.
///
/// The next file is open before the last is closed, so there is a place for each line at any time.
final class AppendedFile implements Closeable {
  private static final Set<OpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path path;
  private final FileAttribute<?>[] attributes;
  private FileChannel channel;
  private long sizeBytes;

  private AppendedFile(Path path, String permissions) throws IOException {
    this.path = path;
    this.attributes =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    this.channel = FileChannel.open(path, APPEND, attributes);
    this.sizeBytes = channel.size();
  }

  /// Appends to the file, and creates it if need be.
  ///
  /// @param permissions of a file that is created, such as `rw-------`
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static AppendedFile open(Path path, String permissions) throws IOException {
    try {
      return new AppendedFile(path, permissions);
    } catch (IOException cannotOpen) {
      throw new IOException(path + ": " + FileProblem.reason(cannotOpen), cannotOpen);
    }
  }

  long sizeBytes() {
    return sizeBytes;
  }

  void write(byte[] lines) throws IOException {
    var buffer = ByteBuffer.wrap(lines);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } finally {
      sizeBytes += buffer.position();
    }
  }

  /// Goes on in the file that has the name now, which is created if there is none.
  ///
  /// @throws IOException if it cannot be opened; then it goes on in the one that is open
  void openAgain() throws IOException {
    FileChannel next = FileChannel.open(path, APPEND, attributes);
    try {
      channel.close();
    } catch (IOException nothingIsLost) {
      // What was written to it is with the operating system.
    }
    channel = next;
    sizeBytes = next.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
