package io.nuncio.bench;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.report.Chart;
import io.nuncio.bench.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the page and the chart go.
///
/// @param pages the file of the page, or none
/// @param charts the file of the chart, or none
record Output(List<Path> pages, List<Path> charts) {
  /// Decides before anything is measured. A part of the workloads, or of their messages, is written
  /// down only where the user says so.
  ///
  /// @throws Options.UsageException if a file is there already that may not be written over
  static Output of(Options options, Path root) throws Options.UsageException {
    var page =
        options.has(Flag.OUT)
            ? Path.of(options.value(Flag.OUT))
            : root.resolve("bench/results/" + Clock.today() + "-side-by-side.md");
    var chart =
        options.has(Flag.CHART)
            ? Path.of(options.value(Flag.CHART))
            : root.resolve("docs/images/side-by-side.svg");
    boolean writesPage = options.has(Flag.OUT) || !options.partial();
    boolean force = options.has(Flag.FORCE);
    if (writesPage && !force && Files.exists(page)) {
      throw new Options.UsageException(page + " is there already: --out FILE, or --force");
    }
    if (options.has(Flag.CHART) && !force && Files.exists(chart)) {
      throw new Options.UsageException(chart + " is there already: --chart FILE, or --force");
    }
    boolean writesChart =
        options.has(Flag.CHART) || (!options.partial() && (force || !Files.exists(chart)));
    return new Output(
        writesPage ? List.of(page) : List.of(), writesChart ? List.of(chart) : List.of());
  }

  /// Writes both, and says where.
  void write(Page page, Chart chart) throws IOException {
    for (Path file : pages) {
      write(file, page.markdown());
    }
    for (Path file : charts) {
      if (!chart.bars().isEmpty()) {
        write(file, chart.svg());
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.err.println("side-by-side: wrote " + file);
  }
}
