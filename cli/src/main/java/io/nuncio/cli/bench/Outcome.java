package io.nuncio.cli.bench;

import io.nuncio.cli.outside.Spans;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.wire.JsonWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a measurement found.
///
/// @param what was done, such as `published`
/// @param measured what the time is of, a sentence
/// @param messages all clients' together
/// @param latencies null if single messages were not measured
record Outcome(
    String what,
    String measured,
    long messages,
    long bytes,
    int clients,
    long nanos,
    @Nullable Latencies latencies) {
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 99.99};
  private static final int BAR = 40;

  private double perSecond(long amount) {
    return amount * 1e9 / nanos;
  }

  void show(Terminal terminal, boolean json) {
    if (json) {
      terminal.line(json());
    } else {
      showText(terminal);
    }
    terminal.flush();
  }

  private void showText(Terminal terminal) {
    terminal.line(
        "%s %s %s, %s each, by %d %s in %s"
            .formatted(
                capitalised(),
                Spans.count(messages),
                latencies == null ? "messages" : "requests",
                size((double) bytes / messages),
                clients,
                clients == 1 ? "client" : "clients",
                Spans.text(Duration.ofNanos(nanos))));
    terminal.line(
        "  %s per second, %s/s"
            .formatted(Spans.count(Math.round(perSecond(messages))), size(perSecond(bytes))));
    if (latencies != null) {
      showLatencies(terminal, latencies);
    }
    terminal.line("Measured: " + measured);
  }

  private String capitalised() {
    return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }

  private static void showLatencies(Terminal terminal, Latencies latencies) {
    terminal.line(
        "  average %s, least %s, most %s"
            .formatted(span(latencies.average()), span(latencies.least()), span(latencies.most())));
    for (double percentile : PERCENTILES) {
      terminal.line(
          "  %6s%%  %s".formatted(trimmed(percentile), span(latencies.percentile(percentile))));
    }
    long below = 0;
    long from = Long.highestOneBit(Math.max(1, latencies.least()));
    for (long to = from * 2; below < latencies.count(); to *= 2) {
      long upTo = latencies.countUpTo(to - 1);
      int bar = (int) Math.ceil((double) BAR * (upTo - below) / latencies.count());
      terminal.line(
          "  up to %7s %9s %s".formatted(span(to), Spans.count(upTo - below), "#".repeat(bar)));
      below = upTo;
    }
  }

  private static String trimmed(double percentile) {
    return String.valueOf(percentile).replaceFirst("\\.0$", "");
  }

  private static String span(long nanos) {
    return Spans.text(Duration.ofNanos(nanos));
  }

  private static String size(double bytes) {
    if (bytes < 1 << 10) {
      return Math.round(bytes) + " B";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / (1 << 10))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
  }

  private String json() {
    JsonWriter json =
        new JsonWriter()
            .field("what", what)
            .field("measured", measured)
            .field("messages", messages)
            .field("bytes", bytes)
            .field("clients", clients)
            .field("nanos", nanos)
            .field("messages_per_second", Math.round(perSecond(messages)))
            .field("bytes_per_second", Math.round(perSecond(bytes)));
    if (latencies != null) {
      json.field("average", latencies.average())
          .field("least", latencies.least())
          .field("most", latencies.most());
      for (double percentile : PERCENTILES) {
        json.field("p" + trimmed(percentile), latencies.percentile(percentile));
      }
    }
    return json.toString();
  }
}
