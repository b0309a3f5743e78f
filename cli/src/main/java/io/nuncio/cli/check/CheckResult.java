package io.nuncio.cli.check;

import io.nuncio.cli.outside.Spans;
import io.nuncio.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a check found out, line by line, and how bad it is altogether.
final class CheckResult {
  static final int UNKNOWN = 3;

  private final String name;
  private final List<String> criticals = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> oks = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();

  /// How it is shown.
  enum Format {
    nagios,
    text,
    json
  }

  /// From when on a time is a warning, and critical.
  record Limits(Duration warning, Duration critical) {}

  private record Measure(String name, double seconds, Limits limits) {
    private static String decimal(double seconds) {
      return String.format(Locale.ROOT, "%.4f", seconds);
    }

    private static double seconds(Duration span) {
      return span.toNanos() / 1e9;
    }

    String nagios() {
      return "%s=%ss;%s;%s"
          .formatted(
              name,
              decimal(seconds),
              decimal(seconds(limits.warning())),
              decimal(seconds(limits.critical())));
    }

    String json() {
      return "{\"name\":\"%s\",\"value\":%s,\"warning\":%s,\"critical\":%s,\"unit\":\"s\"}"
          .formatted(name, seconds, seconds(limits.warning()), seconds(limits.critical()));
    }
  }

  CheckResult(String name) {
    this.name = name;
  }

  /// Notes that something is wrong.
  void critical(String sentence) {
    criticals.add(sentence);
  }

  /// Notes a time, and whether it is within its limits.
  ///
  /// @param ok what to say if it is
  /// @param slow what to say if it is not; the limit is added
  void time(String measure, Duration taken, Limits limits, String ok, String slow) {
    measures.add(new Measure(measure, Measure.seconds(taken), limits));
    if (taken.compareTo(limits.critical()) >= 0) {
      criticals.add(slow + " " + Spans.text(limits.critical()));
    } else if (taken.compareTo(limits.warning()) >= 0) {
      warnings.add(slow + " " + Spans.text(limits.warning()));
    } else {
      oks.add(ok);
    }
  }

  /// The exit status.
  int status() {
    if (!criticals.isEmpty()) {
      return 2;
    }
    return warnings.isEmpty() ? 0 : 1;
  }

  private String word() {
    return List.of("OK", "WARNING", "CRITICAL").get(status());
  }

  String text(Format format) {
    return switch (format) {
      case nagios -> nagios();
      case text -> plain();
      case json -> json();
    };
  }

  private String nagios() {
    var line = new StringBuilder(word()).append(' ').append(name);
    criticals.forEach(sentence -> line.append(" Crit:").append(bare(sentence)));
    warnings.forEach(sentence -> line.append(" Warn:").append(bare(sentence)));
    oks.forEach(sentence -> line.append(" OK:").append(bare(sentence)));
    if (!measures.isEmpty()) {
      line.append(" | ").append(String.join(" ", measures.stream().map(Measure::nagios).toList()));
    }
    return line.toString();
  }

  /// Without what begins the measures, or another line.
  private static String bare(String sentence) {
    return sentence.replace('|', '/').replaceAll("\\s+", " ");
  }

  private String plain() {
    var text = new StringBuilder(name).append(": ").append(word()).append('\n');
    criticals.forEach(sentence -> text.append("  critical: ").append(sentence).append('\n'));
    warnings.forEach(sentence -> text.append("  warning: ").append(sentence).append('\n'));
    oks.forEach(sentence -> text.append("  ok: ").append(sentence).append('\n'));
    for (Measure each : measures) {
      text.append("  ").append(each.name()).append(": ");
      text.append(Measure.decimal(each.seconds())).append(" s\n");
    }
    return text.toString().stripTrailing();
  }

  private String json() {
    var json = new StringBuilder("{\"status\":\"").append(word());
    json.append("\",\"check_suite\":\"connection\",\"check_name\":\"").append(name).append('"');
    list("critical", criticals, json);
    list("warning", warnings, json);
    list("ok", oks, json);
    json.append(",\"perf_data\":[");
    return json.append(String.join(",", measures.stream().map(Measure::json).toList()))
        .append("]}")
        .toString();
  }

  private static void list(String key, List<String> sentences, StringBuilder json) {
    if (sentences.isEmpty()) {
      return;
    }
    json.append(",\"").append(key).append("\":");
    char separator = '[';
    for (String sentence : sentences) {
      JsonText.quote(sentence, json.append(separator));
      separator = ',';
    }
    json.append(']');
  }
}
