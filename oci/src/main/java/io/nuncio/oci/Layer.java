package io.nuncio.oci;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// The files of one folder, packed.
///
/// @param blob the packed bytes
/// @param unpackedSha256 the sum of the tar inside
record Layer(Blob blob, String unpackedSha256) {
  private static final String MEDIA_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

  /// Packs a folder into a file. All of it belongs to root and is as old as `time`.
  static Layer pack(Path folder, Path file, Instant time) throws IOException {
    MessageDigest unpacked = Blob.digest();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        OutputStream gzip = new GZIPOutputStream(out);
        OutputStream counted = new DigestOutputStream(gzip, unpacked);
        var tar = new TarArchiveOutputStream(counted, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : paths(folder)) {
        put(tar, folder, path, time);
      }
    }
    return new Layer(Blob.of(MEDIA_TYPE, file), Blob.hex(unpacked));
  }

  /// Sorted, so that a folder is above what is in it, and every machine lists them alike.
  private static List<Path> paths(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(path -> !path.equals(folder)).sorted().toList();
    }
  }

  private static void put(TarArchiveOutputStream tar, Path folder, Path path, Instant time)
      throws IOException {
    String name = folder.relativize(path).toString();
    boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    TarArchiveEntry entry;
    if (Files.isSymbolicLink(path)) {
      entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
      entry.setMode(0777);
    } else {
      entry = new TarArchiveEntry(isFile ? name : name + "/");
      entry.setMode(mode(path));
    }
    entry.setSize(isFile ? Files.size(path) : 0);
    entry.setLastModifiedTime(FileTime.from(time));
    entry.setIds(0, 0);
    tar.putArchiveEntry(entry);
    if (isFile) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  /// Readable by all, whatever the umask of the build; the folder for temporary files is the one
  /// that all may write to.
  private static int mode(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return path.endsWith("tmp") ? 01777 : 0755;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    return permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? 0755 : 0644;
  }
}
