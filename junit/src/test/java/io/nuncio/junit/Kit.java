package io.nuncio.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/// Runs test classes that are looked at from outside: they may fail.
final class Kit {
  private Kit() {}

  /// Runs the classes, and the methods of each, at the same time.
  static EngineExecutionResults run(Class<?>... tests) {
    DiscoverySelector[] selectors =
        Arrays.stream(tests).map(test -> selectClass(test)).toArray(DiscoverySelector[]::new);
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .selectors(selectors)
        .execute();
  }

  /// What classes and methods failed with.
  static List<String> failures(Class<?> test) {
    return run(test).allEvents().finished().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable())
        .flatMap(Optional::stream)
        .map(thrown -> String.valueOf(thrown.getMessage()))
        .toList();
  }
}
