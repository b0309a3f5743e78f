package io.nuncio.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that others name by the sum of its bytes.
///
/// @param mediaType what it is
/// @param sha256 its sum, in hex
record Blob(String mediaType, String sha256, Path file) {

  /// A file as it is now.
  static Blob of(String mediaType, Path file) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return new Blob(mediaType, hex(((DigestInputStream) in).getMessageDigest()), file);
    }
  }

  /// How a manifest and an index speak of it.
  String descriptor() throws IOException {
    return """
    {"mediaType":"%s","digest":"sha256:%s","size":%d}\
    """
        .formatted(mediaType, sha256, Files.size(file));
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
