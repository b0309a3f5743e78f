package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who the client is, from a `.creds` file with a user's JWT and seed, or from a file for each.
/// Read at each connect, so the file may change.
final class CredentialsFile implements AuthHandler {
  private static final String JWT = "USER JWT";
  private static final String SEED = "USER NKEY SEED";

  private final Path jwtFile;
  private final Path seedFile;

  /// @param jwtFile holds the JWT, by itself or as a block
  /// @param seedFile holds the seed, likewise; may be the same
  CredentialsFile(Path jwtFile, Path seedFile) {
    this.jwtFile = jwtFile;
    this.seedFile = seedFile;
  }

  @Override
  public byte[] sign(byte[] nonce) {
    NKey key = NKey.fromSeed(block(seedFile, SEED).toCharArray());
    try {
      return key.signature(nonce);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the seed in " + seedFile, e);
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
    return block(jwtFile, JWT).toCharArray();
  }

  /// The line after the one that begins a block of this name; of a file without blocks the only
  /// line.
  private static String block(Path file, String name) {
    List<String> lines;
    try (Stream<String> all = Files.lines(file, UTF_8)) {
      lines = all.map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException(new IOException("cannot read " + file, e));
    }
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("-----BEGIN") && lines.get(i).contains(name)) {
        return lines.get(i + 1);
      }
    }
    if (lines.size() == 1) {
      return lines.get(0);
    }
    throw new IllegalStateException("no " + name + " in " + file);
  }
}
