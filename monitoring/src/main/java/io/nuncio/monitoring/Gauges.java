package io.nuncio.monitoring;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Makes a gauge of each number in a document, wherever in it the number is, as
/// prometheus-nats-exporter does: `prefix_endpoint_path_to_the_number`. A few texts become labels
/// of a gauge that is 1; lists are left out.
final class Gauges implements Document {
  private static final Set<String> SHOWN_TEXTS =
      Set.of("server_id", "server_name", "version", "domain", "leader", "name");
  private static final Set<String> SHOWN_TIMES = Set.of("start", "config_load_time");

  private final MetricsText metrics;
  private final String serverId;
  private final String prefix;
  private final StringBuilder path = new StringBuilder();
  private final Deque<Level> levels = new ArrayDeque<>();

  /// What was begun and has not ended.
  ///
  /// @param pathLength before
  /// @param inList whether it is a list, or in one
  private record Level(int pathLength, boolean inList) {}

  /// @param prefix with which all names begin, such as `gnatsd_varz_`
  Gauges(MetricsText metrics, String serverId, String prefix) {
    this.metrics = metrics;
    this.serverId = serverId;
    this.prefix = prefix;
    levels.push(new Level(0, false));
  }

  @Override
  public Document field(String name, String value) {
    if (!levels.element().inList() && SHOWN_TEXTS.contains(name)) {
      begin(name).sample(1, "server_id", serverId, "value", value);
    }
    return this;
  }

  @Override
  public Document field(String name, long value) {
    if (!levels.element().inList()) {
      begin(name).sample(value, "server_id", serverId);
    }
    return this;
  }

  @Override
  public Document field(String name, double value) {
    if (!levels.element().inList()) {
      begin(name).sample(value, "server_id", serverId);
    }
    return this;
  }

  @Override
  public Document field(String name, boolean value) {
    return this;
  }

  /// In milliseconds since 1970.
  @Override
  public Document field(String name, Instant value) {
    if (!levels.element().inList() && SHOWN_TIMES.contains(name)) {
      begin(name).sample(value.toEpochMilli(), "server_id", serverId);
    }
    return this;
  }

  private MetricsText begin(String name) {
    String help = path + part(name);
    return metrics.family(prefix + help, MetricsText.Type.GAUGE, help);
  }

  /// Letters and digits, with a line for each other character, none at the ends, and none doubled.
  private static String part(String name) {
    var part = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain) {
        part.append(c);
      } else if (!part.isEmpty() && part.charAt(part.length() - 1) != '_') {
        part.append('_');
      }
    }
    return part.toString();
  }

  @Override
  public Document object(String name) {
    levels.push(new Level(path.length(), levels.element().inList()));
    path.append(part(name)).append('_');
    return this;
  }

  @Override
  public Document list(String name) {
    levels.push(new Level(path.length(), true));
    return this;
  }

  @Override
  public Document object() {
    levels.push(levels.element());
    return this;
  }

  @Override
  public Document element(String value) {
    return this;
  }

  @Override
  public Document end() {
    path.setLength(levels.pop().pathLength());
    return this;
  }
}
