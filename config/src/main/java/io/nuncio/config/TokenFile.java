package io.nuncio.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/// A file whose content is a token, or its bcrypt hash: one line, with or without a line break
/// behind it.
final class TokenFile {
  /// Bytes that a token may have: what fits the line in which a client presents it.
  static final int MOST_BYTES = 4096;

  private static final int LONGEST_LINE_BREAK = 2;

  private TokenFile() {}

  /// What came of reading it.
  sealed interface Outcome {}

  /// It holds a token.
  ///
  /// @param text the token
  record Found(String text) implements Outcome {
    /// Hides the token.
    @Override
    public String toString() {
      return "Found[REDACTED]";
    }
  }

  /// There is no token in it.
  ///
  /// @param reason what is wrong with the file; nothing of its content
  record Refused(String reason) implements Outcome {}

  /// Reads a regular file only, because a pipe could keep the server waiting forever.
  static Outcome read(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return new Refused("is a folder");
      }
      if (!attributes.isRegularFile()) {
        return new Refused("is no regular file, but a pipe or a device");
      }
      return token(firstBytes(file));
    } catch (NoSuchFileException missing) {
      return new Refused("no such file");
    } catch (AccessDeniedException denied) {
      return new Refused("permission denied");
    } catch (IOException failed) {
      return new Refused("cannot be read");
    }
  }

  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + LONGEST_LINE_BREAK + 1);
    }
  }

  private static Outcome token(byte[] bytes) {
    int size = sizeWithoutLineBreak(bytes);
    if (size > MOST_BYTES) {
      return new Refused("is larger than " + MOST_BYTES + " bytes, the longest token there can be");
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(Arrays.copyOf(bytes, size))).toString();
    } catch (CharacterCodingException binary) {
      return new Refused("is not a text in UTF-8");
    }
    if (text.isBlank()) {
      return new Refused("is empty, which would let everybody in");
    }
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      return new Refused("holds more than one line");
    }
    return new Found(text);
  }

  private static int sizeWithoutLineBreak(byte[] bytes) {
    int size = bytes.length;
    if (size > 0 && bytes[size - 1] == '\n') {
      size--;
      if (size > 0 && bytes[size - 1] == '\r') {
        size--;
      }
    }
    return size;
  }
}
