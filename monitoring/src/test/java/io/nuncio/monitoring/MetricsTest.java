package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.MonitoringConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{("
              + LABEL
              + "(?:,"
              + LABEL
              + ")*)})? (-?\\d+(?:\\.\\d+)?)");

  private final TestSnapshots server = new TestSnapshots().client(1, 2).client(2, 3);

  private String metrics(String prefix) {
    var body = new Body(new BodyBudget(Long.MAX_VALUE));
    var http =
        new MonitoringConfig.Http(
            "127.0.0.1", 0, false, "", new MonitoringConfig.Access.Open(), List.of(), "", prefix);
    var surroundings =
        new Varz.Surroundings(
            http, 8222, "", new ProcessUsage.Sample(1000, 1.5), new TreeMap<>(Map.of("/varz", 2L)));
    new Metrics(server.server(), prefix, new MetricsText(body))
        .write(surroundings, server.connections());
    return body.toString();
  }

  private String sample(String start) {
    return metrics("gnatsd")
        .lines()
        .filter(line -> line.startsWith(start + "{") || line.startsWith(start + " "))
        .findFirst()
        .orElse("no " + start);
  }

  /// Each family has its help and its type, once, before its samples, which are together and differ
  /// in their labels.
  @Test
  void isTheTextFormatOfPrometheus() {
    List<String> complaints = new ArrayList<>();
    Set<String> families = new HashSet<>();
    Set<String> samples = new HashSet<>();
    String family = "";
    String help = "";

    for (String line : metrics("gnatsd").split("\n", -1)) {
      Matcher sample = SAMPLE.matcher(line);
      if (line.startsWith("# HELP ")) {
        help = line.split(" ", 4)[2];
      } else if (line.startsWith("# TYPE ")) {
        family = line.split(" ", 4)[2];
        boolean good =
            family.equals(help) && families.add(family) && NAME.matcher(family).matches();
        if (!good || !line.split(" ", 4)[3].matches("gauge|counter")) {
          complaints.add(line);
        }
      } else if (!line.isEmpty()
          && !(sample.matches()
              && sample.group(1).equals(family)
              && samples.add(sample.group(1) + sample.group(2)))) {
        complaints.add(line);
      }
    }

    assertThat(complaints).isEmpty();
    assertThat(metrics("gnatsd")).endsWith("\n");
    assertThat(families).hasSizeGreaterThan(100);
  }

  @Test
  void hasTheNamesAndNumbersOfTheExporter() {
    assertThat(sample("gnatsd_varz_in_msgs"))
        .isEqualTo("gnatsd_varz_in_msgs{server_id=\"NID\"} 10");
    assertThat(sample("gnatsd_varz_cpu")).isEqualTo("gnatsd_varz_cpu{server_id=\"NID\"} 1.5");
    assertThat(sample("gnatsd_varz_start"))
        .isEqualTo("gnatsd_varz_start{server_id=\"NID\"} 1893456000000");
    assertThat(sample("gnatsd_varz_version"))
        .isEqualTo("gnatsd_varz_version{server_id=\"NID\",value=\"2.15.2\"} 1");
    assertThat(sample("gnatsd_varz_http_req_stats_varz"))
        .isEqualTo("gnatsd_varz_http_req_stats_varz{server_id=\"NID\"} 2");
    assertThat(sample("gnatsd_varz_auth_failure_stats_refused"))
        .startsWith("gnatsd_varz_auth_failure_stats_refused{server_id=\"NID\"} ");
    assertThat(sample("gnatsd_varz_slow_consumer_stats_clients"))
        .isEqualTo("gnatsd_varz_slow_consumer_stats_clients{server_id=\"NID\"} 3");
    assertThat(sample("gnatsd_connz_in_msgs"))
        .isEqualTo("gnatsd_connz_in_msgs{server_id=\"NID\"} 3");
    assertThat(sample("gnatsd_subsz_cache_hit_rate"))
        .isEqualTo("gnatsd_subsz_cache_hit_rate{server_id=\"NID\"} 0.75");
    assertThat(sample("gnatsd_healthz_status"))
        .isEqualTo("gnatsd_healthz_status{server_id=\"NID\"} 0");
  }

  @Test
  void hasItsOwn() {
    assertThat(sample("nuncio_loop_in_bytes_total"))
        .isEqualTo("nuncio_loop_in_bytes_total{loop=\"0\"} 20");
    assertThat(sample("nuncio_loop_polls_total"))
        .isEqualTo("nuncio_loop_polls_total{loop=\"0\"} 7");
    assertThat(sample("nuncio_loop_reads_total"))
        .isEqualTo("nuncio_loop_reads_total{loop=\"0\"} 5");
    assertThat(sample("nuncio_loop_writes_total"))
        .isEqualTo("nuncio_loop_writes_total{loop=\"0\"} 3");
    assertThat(sample("nuncio_loop_accepts_total"))
        .isEqualTo("nuncio_loop_accepts_total{loop=\"0\"} 1");
    assertThat(sample("nuncio_pending_bytes")).isEqualTo("nuncio_pending_bytes 11");
    assertThat(sample("nuncio_auth_overflows_total")).isEqualTo("nuncio_auth_overflows_total 7");
    assertThat(sample("nuncio_route_cache_misses_total"))
        .isEqualTo("nuncio_route_cache_misses_total 1");
  }

  @Test
  void prefixIsAChoice() {
    assertThat(metrics("nats")).contains("\nnats_varz_mem{").doesNotContain("gnatsd_");
  }

  @Test
  void labelsAreEscaped() {
    server.name = "a\"b\\c\nd";

    assertThat(sample("gnatsd_varz_server_name"))
        .isEqualTo("gnatsd_varz_server_name{server_id=\"NID\",value=\"a\\\"b\\\\c\\nd\"} 1");
  }
}
