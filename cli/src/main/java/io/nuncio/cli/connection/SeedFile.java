package io.nuncio.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.AuthHandler;
import io.nuncio.client.NKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proves who the client is with the seed of an nkey, from a file that is read at each connect. The
/// seed is the first line that begins with `SU`.
final class SeedFile implements AuthHandler {
  private final Path file;

  SeedFile(Path file) {
    this.file = file;
  }

  private NKey key() {
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      String seed =
          lines.stream()
              .map(String::strip)
              .filter(line -> line.startsWith("SU"))
              .findFirst()
              .orElse("");
      return NKey.fromSeed(seed.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " holds no seed of a user: " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] sign(byte[] nonce) {
    try {
      return key().sign(nonce);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot sign with the seed in " + file, e);
    }
  }

  @Override
  public char[] getID() {
    try {
      return key().getPublicKey();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no public key for the seed in " + file, e);
    }
  }

  @Override
  public char @Nullable [] getJWT() {
    return null;
  }
}
