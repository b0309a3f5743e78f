package io.nuncio.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;

/// A token that somebody types, twice, because it is not shown.
record TypedToken(Keyboard keyboard) implements TokenInput {
  /// Reads what is typed without showing it.
  @FunctionalInterface
  interface Keyboard {
    /// One line, without its end; empty at the end of the input.
    String readHidden(String prompt) throws IOException;
  }

  @Override
  public byte[] read() throws IOException {
    byte[] token = TokenInput.checked(keyboard.readHidden("Token: ").getBytes(UTF_8));
    byte[] again = keyboard.readHidden("Token, again: ").getBytes(UTF_8);
    if (!MessageDigest.isEqual(token, again)) {
      throw new IOException("the two tokens differ");
    }
    return token;
  }
}
