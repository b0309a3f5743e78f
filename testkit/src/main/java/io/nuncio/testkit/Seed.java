package io.nuncio.testkit;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The seed of a random test: fresh on each run, and printed so that a failure can be replayed.
///
/// `-Dnuncio.seed=N` fixes the seed of every random test of the run.
public final class Seed {
  private static final String PROPERTY = "nuncio.seed";

  private Seed() {}

  /// A generator for the test called `name`, whose seed is printed on standard output.
  ///
  /// @throws NumberFormatException if the property `nuncio.seed` is not a whole number
  public static RandomGenerator random(String name) {
    var replayed = System.getProperty(PROPERTY);
    long seed = replayed == null ? new SecureRandom().nextLong() : Long.parseLong(replayed.strip());
    System.out.printf("seed name=%s (replay: -D%s=%d)%n", name, PROPERTY, seed);
    return new SplittableRandom(seed); // of java.base in each JDK, jdk.random may be missing
  }
}
