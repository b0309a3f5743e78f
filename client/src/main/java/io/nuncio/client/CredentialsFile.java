package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the client is, from a `.creds` file with a user's JWT and seed. Read at each connect, so the
/// file may change.
final class CredentialsFile implements AuthHandler {
  private static final String JWT = "USER JWT";
  private static final String SEED = "USER NKEY SEED";

  private final Path file;

  CredentialsFile(Path file) {
    this.file = file;
  }

  @Override
  public byte[] sign(byte[] nonce) {
    NKey key = NKey.fromSeed(block(SEED).toCharArray());
    try {
      return key.sign(nonce);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the seed in " + file, e);
    } finally {
      key.clear();
    }
  }

  @Override
  public char @Nullable [] getID() {
    return null;
  }

  @Override
  public char[] getJWT() {
    return block(JWT).toCharArray();
  }

  /// The line after the one that begins a block of this name.
  private String block(String name) {
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int i = 0; i + 1 < lines.size(); i++) {
        if (lines.get(i).startsWith("-----BEGIN") && lines.get(i).contains(name)) {
          return lines.get(i + 1).strip();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    throw new IllegalStateException("no " + name + " in " + file);
  }
}
