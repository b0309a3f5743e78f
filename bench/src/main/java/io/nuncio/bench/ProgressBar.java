package io.nuncio.bench;

import io.nuncio.bench.measure.Clock;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/// Tells on standard error how far the measuring is. Confined to one thread.
///
/// On a terminal it draws a bar with the time left, estimated from how long the same step took
/// before; elsewhere it prints a line each time a new part begins.
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int LINE = 78;
  private static final double GUESS_SECONDS = 1.0;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, Integer> stepsLeft = new HashMap<>();
  private final Map<String, Double> secondsByStep = new HashMap<>();
  private int total;
  private int done;
  private String part = "";

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// Announces so many steps of one kind.
  void expect(String step, int count) {
    stepsLeft.merge(step, count, Integer::sum);
    total += count;
  }

  /// Does one step of a kind that was announced.
  ///
  /// @param newPart what this step belongs to
  <T> T step(String newPart, String step, Step<T> work)
      throws java.io.IOException, InterruptedException {
    if (!terminal && !newPart.equals(part)) {
      out.println("side-by-side: " + newPart + left());
    }
    part = newPart;
    draw(newPart + ": " + step);
    long start = Clock.nanos();
    T result = work.run();
    secondsByStep.merge(step, (Clock.nanos() - start) / 1e9, (before, now) -> (before + now) / 2);
    stepsLeft.merge(step, -1, Integer::sum);
    done++;
    return result;
  }

  /// Work that gives something.
  @FunctionalInterface
  interface Step<T> {
    T run() throws java.io.IOException, InterruptedException;
  }

  private void draw(String what) {
    if (terminal) {
      int filled = total == 0 ? 0 : WIDTH * done / total;
      String line = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + what + left();
      line = line.length() > LINE ? line.substring(0, LINE) : line;
      out.print("\r" + line + " ".repeat(LINE - line.length()));
      out.flush();
    }
  }

  /// Takes the bar away.
  void clear() {
    if (terminal) {
      out.print("\r" + " ".repeat(LINE) + "\r");
      out.flush();
    }
  }

  private String left() {
    if (secondsByStep.isEmpty()) {
      return "";
    }
    double known =
        secondsByStep.values().stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(GUESS_SECONDS);
    double seconds = 0;
    for (var step : stepsLeft.entrySet()) {
      seconds += step.getValue() * secondsByStep.getOrDefault(step.getKey(), known);
    }
    return ", %d:%02d left".formatted((int) seconds / 60, (int) seconds % 60);
  }
}
