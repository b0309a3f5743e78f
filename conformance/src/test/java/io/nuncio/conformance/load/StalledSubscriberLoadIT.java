package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Nine subscribers that read, and a tenth that does not: what it costs the nine.
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class StalledSubscriberLoadIT {
  private static final int HEALTHY = 9;
  private static final String STALLED = "stalled-tenth";
  private static final double LEAST_SHARE = 0.8;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension static final LoadReport report = new LoadReport();

  static Stream<Arguments> cases() {
    return Stream.of(128, 1024)
        .flatMap(bytes -> Program.sideBySide().map(program -> Arguments.of(bytes, program)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stalledSubscriberIsCutAndTheOthersHardlyNotice(int payloadBytes, Program program)
      throws Exception {
    var rows = report.rows("stalled beside nine, " + payloadBytes + " B", program);
    try (ServerProcess server = program.start()) {
      rows.addMemory("at the start", ProcessStatus.of(server.pid()));
      List<Receiver> healthy = new ArrayList<>();
      for (int i = 0; i < HEALTHY; i++) {
        var client = LoadClient.connect(server, "healthy-" + i).subscribe("st");
        healthy.add(Receiver.start(client, Receiver.AT_ONCE));
      }
      Flood flood = Flood.start(LoadClient.connect(server, "publisher"), "st", payloadBytes);
      Duration phase = LoadSettings.span(Duration.ofSeconds(10), Duration.ofSeconds(5));
      Await.pass(WARM_UP);

      Phase without = Phase.measure(healthy, phase, server);
      rows.addMemory("after the phase without", ProcessStatus.of(server.pid()));
      LoadClient tenth = LoadClient.connect(server, STALLED).subscribe("st");
      Phase with = Phase.measure(healthy, phase, server);
      rows.addMemory("after the phase with", ProcessStatus.of(server.pid()));
      long messages = flood.stop();

      with.report(rows, without, program);
      rows.add("most RSS", ProcessStatus.of(server.pid()).peakRssMebibytes() + " MiB");
      for (Receiver each : healthy) {
        each.expectExactly(messages * flood.deliveredBytes(), PATIENCE);
      }
      if (!program.isReference()) {
        assertThat(with.cutAfter).as("time until a line says that it was cut").isNotNegative();
        expectClosed(tenth);
        assertThat(with.share(without)).isGreaterThanOrEqualTo(LEAST_SHARE);
      }
      tenth.close();
      flood.close();
      for (Receiver each : healthy) {
        each.close();
      }
    }
  }

  private static void expectClosed(LoadClient client) {
    ByteBuffer some = ByteBuffer.allocate(64 << 10);
    client.withoutWaiting();
    Await.until(
        "the stalled subscriber's connection is closed",
        PATIENCE,
        () -> {
          int read = client.read(some.clear());
          while (read > 0) {
            read = client.read(some.clear());
          }
          return read < 0;
        });
  }

  /// What the healthy subscribers got in a span of time.
  ///
  /// @param bytesPerSecond each of them
  /// @param slowest what they got in the slowest tenth of the time, as a rate
  /// @param cutAfter milliseconds until a line of the log named the stalled one; -1 if none did
  private record Phase(double bytesPerSecond, double slowest, long cutAfter) {
    private static final int PARTS = 10;

    static Phase measure(List<Receiver> healthy, Duration span, ServerProcess server) {
      Stopwatch all = Stopwatch.started();
      long first = received(healthy);
      double slowest = Double.MAX_VALUE;
      long cutAfter = -1;
      for (int i = 0; i < PARTS; i++) {
        Stopwatch part = Stopwatch.started();
        long before = received(healthy);
        while (part.left(span.dividedBy(PARTS)).isPositive()) {
          Await.pass(Duration.ofMillis(10));
          if (cutAfter < 0 && saysThatItWasCut(server)) {
            cutAfter = all.elapsed().toMillis();
          }
        }
        slowest = Math.min(slowest, rate(received(healthy) - before, part));
      }
      return new Phase(rate(received(healthy) - first, all), slowest, cutAfter);
    }

    private static boolean saysThatItWasCut(ServerProcess server) {
      return server.errorLines().stream()
          .anyMatch(line -> line.contains("Slow Consumer Detected") && line.contains(STALLED));
    }

    private static long received(List<Receiver> healthy) {
      return healthy.stream().mapToLong(Receiver::bytes).sum();
    }

    private static double rate(long bytes, Stopwatch since) {
      return bytes / (double) HEALTHY / (since.elapsed().toNanos() / 1e9);
    }

    double share(Phase without) {
      return bytesPerSecond / without.bytesPerSecond;
    }

    void report(LoadReport.Rows rows, Phase without, Program program) {
      rows.add("each healthy one, without", mega(without.bytesPerSecond));
      rows.add("its slowest tenth", mega(without.slowest));
      rows.add("each healthy one, with", mega(bytesPerSecond));
      rows.add("its slowest tenth", mega(slowest));
      rows.add(
          "with / without",
          LoadReport.number(share(without) * 100, "%"),
          program.isReference() ? "" : LEAST_SHARE * 100 + " % or more");
      rows.add(
          "the stalled one cut after",
          cutAfter < 0 ? "never" : cutAfter + " ms",
          program.isReference() ? "" : "said in the log, by name; closed");
    }

    private static String mega(double bytesPerSecond) {
      return LoadReport.number(bytesPerSecond / 1e6, "MB/s");
    }
  }
}
