package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A subscriber that reads at half of the rate at which its publisher could publish: is it waited
/// for?
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class HalfRateLoadIT {
  private static final int PAYLOAD_BYTES = 128;
  private static final Duration ALONE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension static final LoadReport report = new LoadReport();

  @ParameterizedTest
  @MethodSource("io.nuncio.conformance.load.Program#sideBySide")
  void subscriberAtHalfOfThePublishersRateIsWaitedFor(Program program) throws Exception {
    var rows = report.rows("half rate, " + PAYLOAD_BYTES + " B", program);
    Duration span = LoadSettings.span(Duration.ofMinutes(1), Duration.ofSeconds(15));
    try (ServerProcess server = program.start()) {
      double alone = rateAlone(server);
      rows.add("published to one that reads at once", mega(alone));

      LoadClient slow = LoadClient.connect(server, "half-rate").subscribe("half");
      Flood flood = Flood.start(LoadClient.connect(server, "publisher"), "half", PAYLOAD_BYTES);
      Receiver receiver = Receiver.start(slow, alone / 2);
      Stopwatch stopwatch = Stopwatch.started();
      while (!receiver.isCut() && stopwatch.left(span).isPositive()) {
        Await.pass(Duration.ofMillis(20));
      }
      double seconds = stopwatch.elapsed().toNanos() / 1e9;
      boolean cut = receiver.isCut();
      rows.add("published", mega(flood.messages() * flood.deliveredBytes() / seconds));
      rows.add("read", mega(receiver.bytes() / seconds));
      rows.add(
          "cut",
          cut
              ? LoadReport.number(seconds, "s after the start")
              : "not in " + span.toSeconds() + " s",
          program.isReference() ? "" : "never; gets every message");
      rows.addMemory("after it", ProcessStatus.of(server.pid()));

      if (!program.isReference()) {
        assertThat(cut).as("cut").isFalse();
        receiver.hurry();
        receiver.expectExactly(flood.stop() * flood.deliveredBytes(), PATIENCE);
      }
      flood.close();
      receiver.close();
    }
  }

  private static double rateAlone(ServerProcess server) {
    LoadClient fast = LoadClient.connect(server, "fast").subscribe("alone");
    try (Receiver receiver = Receiver.start(fast, Receiver.AT_ONCE);
        Flood flood =
            Flood.start(LoadClient.connect(server, "publisher"), "alone", PAYLOAD_BYTES)) {
      Await.pass(Duration.ofSeconds(1));
      long before = receiver.bytes();
      Stopwatch stopwatch = Stopwatch.started();
      Await.pass(ALONE);
      assertThat(flood.messages()).isPositive();
      return (receiver.bytes() - before) / (stopwatch.elapsed().toNanos() / 1e9);
    }
  }

  private static String mega(double bytesPerSecond) {
    return LoadReport.number(bytesPerSecond / 1e6, "MB/s");
  }
}
