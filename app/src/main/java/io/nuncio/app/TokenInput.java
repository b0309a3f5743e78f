package io.nuncio.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.TokenHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/// Where a token to be hashed comes from.
@FunctionalInterface
interface TokenInput {
  /// The token, in UTF-8.
  ///
  /// @throws IOException if it cannot be read, or is none; the message is for the operator and
  ///   holds nothing of it
  byte[] read() throws IOException;

  /// Somebody at a terminal, if the launcher says that standard input is one, or else whatever it
  /// is.
  static TokenInput ofThisProcess() {
    return Boolean.getBoolean("nuncio.stdin.terminal")
        ? new TypedToken(new HiddenLine(System.in, System.err))
        : () -> piped(System.in);
  }

  /// All of `in`, without one line break at its end.
  static byte[] piped(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(TokenHash.MOST_BYTES + 3);
    int size = bytes.length;
    if (size > 0 && bytes[size - 1] == '\n') {
      size--;
      size -= size > 0 && bytes[size - 1] == '\r' ? 1 : 0;
    }
    return checked(Arrays.copyOf(bytes, size));
  }

  /// `token`, if it can be one.
  ///
  /// @throws IOException if not
  static byte[] checked(byte[] token) throws IOException {
    if (token.length == 0) {
      throw new IOException("the token is empty, which would let everybody in");
    }
    if (token.length > TokenHash.MOST_BYTES) {
      throw new IOException(
          "the token has more than "
              + TokenHash.MOST_BYTES
              + " bytes, and bcrypt would ignore the rest: choose a shorter one, such as \"nats-server"
              + " token new\" makes");
    }
    for (byte b : token) {
      if (b == '\n' || b == '\r') {
        throw new IOException("the token has more than one line");
      }
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(token));
    } catch (CharacterCodingException binary) {
      throw new IOException("the token is not a text in UTF-8, so no client could present it");
    }
    return token;
  }
}
