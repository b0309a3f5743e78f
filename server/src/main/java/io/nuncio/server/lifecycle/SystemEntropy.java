package io.nuncio.server.lifecycle;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Secret randomness from the operating system: for identity, keys and seeds, a few dozen bytes a
/// start.
///
/// Read straight from `/dev/urandom` where there is one: it is where `SecureRandom` has it from on
/// those systems, and looking up its provider costs a fifth of the time a start may take.
public final class SystemEntropy implements RandomGenerator {
  private static final Path DEVICE = Path.of("/dev/urandom");

  /// Creates the source; it holds nothing open.
  public SystemEntropy() {}

  @Override
  public long nextLong() {
    try (DataInputStream device = new DataInputStream(Files.newInputStream(DEVICE))) {
      return device.readLong();
    } catch (IOException e) {
      return new SecureRandom().nextLong();
    }
  }
}
