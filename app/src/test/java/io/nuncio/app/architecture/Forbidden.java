package io.nuncio.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/// Calls, and references to methods, that only one place may contain.
final class Forbidden {

  /// Waiting for time to pass instead of for something to happen.
  static final DescribedPredicate<JavaAccess<?>> SLEEPING =
      access("sleep", Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep"));

  /// Asking the machine for the time; `Instant.now(clock)` asks what was injected.
  static final DescribedPredicate<JavaAccess<?>> READING_A_CLOCK =
      DescribedPredicate.describe(
          "read the machine's clock",
          access -> {
            String target = target(access);
            return Set.of(
                        "java.lang.System.currentTimeMillis",
                        "java.lang.System.nanoTime",
                        "java.time.InstantSource.system")
                    .contains(target)
                || target.startsWith("java.time.Clock.system")
                || target.startsWith("java.time.Clock.tick")
                || (target.startsWith("java.time.") && target.endsWith(".now") && !given(access))
                || (target.equals("java.util.Date.<init>") && parameters(access) == 0);
          });

  /// Randomness that no seed reproduces.
  static final DescribedPredicate<JavaAccess<?>> DRAWING_RANDOMNESS =
      DescribedPredicate.describe(
          "draw randomness of its own",
          access -> {
            String target = target(access);
            return Set.of(
                        "java.lang.Math.random",
                        "java.util.UUID.randomUUID",
                        "java.util.concurrent.ThreadLocalRandom.current")
                    .contains(target)
                || (parameters(access) == 0
                    && Set.of("java.util.Random.<init>", "java.util.SplittableRandom.<init>")
                        .contains(target));
          });

  private Forbidden() {}

  private static DescribedPredicate<JavaAccess<?>> access(String what, Set<String> targets) {
    return DescribedPredicate.describe(what, access -> targets.contains(target(access)));
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  private static int parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitCallTarget called
        ? called.getRawParameterTypes().size()
        : -1;
  }

  /// Whether a `now` is given its clock.
  private static boolean given(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitCallTarget called
        && called.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }
}
