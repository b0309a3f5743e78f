package io.nuncio.conformance.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The table of what was measured: in the output, and in `target/load-report.md`, which each run
/// begins anew.
final class LoadReport implements BeforeAllCallback {
  private static final Path FILE = Path.of("target", "load-report.md");
  private static final String NOTHING_ASSERTED = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(LoadReport.class))
        .computeIfAbsent(FILE, file -> begin());
  }

  private static Path begin() {
    String head =
        "Load from the same machine: %d cores, Linux %s, this JVM %s; load average before: %s."
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                ProcessStatus.loadAverage());
    try {
      Files.createDirectories(FILE.getParent());
      Files.deleteIfExists(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    print(head);
    print("");
    print("| scenario | server | figure | value | must be |");
    print("|---|---|---|---|---|");
    return FILE;
  }

  private static void print(String line) {
    System.out.println(line);
    try {
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows of one scenario on one server.
  Rows rows(String scenario, Program server) {
    return new Rows(scenario, server.name());
  }

  /// Adds rows. Safe from any thread.
  record Rows(String scenario, String server) {
    /// Adds a figure from which nothing follows.
    void add(String figure, String value) {
      add(figure, value, NOTHING_ASSERTED);
    }

    /// Adds a figure about which the caller asserts something.
    ///
    /// @param must what
    void add(String figure, String value, String must) {
      print("| " + String.join(" | ", scenario, server, figure, value, must) + " |");
    }

    /// Adds how much memory the server occupies.
    ///
    /// @param when such as "at the start"
    void addMemory(String when, ProcessStatus status) {
      add("RSS " + when, status.rssMebibytes() + " MiB");
    }
  }

  /// `value` with one digit behind the point and its unit.
  static String number(double value, String unit) {
    return String.format(Locale.ROOT, "%,.1f %s", value, unit);
  }
}
