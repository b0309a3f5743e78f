package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("replaces standard output and a system property")
class SeedTest {
  private static final Pattern PRINTED =
      Pattern.compile("seed name=shuffle \\(replay: -Dnuncio\\.seed=(-?\\d+)\\)\\R");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void printedSeedReplaysTheSameNumbers() {
    long first = printing(() -> withSeed(null, () -> Seed.random("shuffle").nextLong()));
    var line = PRINTED.matcher(printed.toString(StandardCharsets.UTF_8));
    assertThat(line.matches()).isTrue();

    long replayed = withSeed(line.group(1), () -> Seed.random("shuffle").nextLong());

    assertThat(replayed).isEqualTo(first);
  }

  @Test
  void differsFromRunToRunWithoutTheProperty() {
    long first = withSeed(null, () -> Seed.random("shuffle").nextLong());

    long second = withSeed(null, () -> Seed.random("shuffle").nextLong());

    assertThat(second).isNotEqualTo(first);
  }

  private <T> T printing(Supplier<T> action) {
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      return action.get();
    } finally {
      System.setOut(before);
    }
  }

  private static <T> T withSeed(@Nullable String seed, Supplier<T> action) {
    var before = System.getProperty("nuncio.seed");
    set(seed);
    try {
      return action.get();
    } finally {
      set(before);
    }
  }

  private static void set(@Nullable String seed) {
    if (seed == null) {
      System.clearProperty("nuncio.seed");
    } else {
      System.setProperty("nuncio.seed", seed);
    }
  }
}
