package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody who tries one token after the other, by many connections at once: how many are tried,
/// and what those notice who have been let in.
@Tag("load")
@Timeout(300)
class GuessingLoadIT {
  private static final String TOKEN = "mytoken";

  /// The bcrypt hash of [#TOKEN], of the cost that is usual.
  private static final String HASH = "$2a$11$lEavuGfVDBzDuIhVSNZ.cezLOholIdvAZLEF5ahpSXXyI85a15BOq";

  private static final int CONNECTIONS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  @RegisterExtension static final LoadReport report = new LoadReport();

  @TempDir Path folder;

  /// How a server is configured.
  ///
  /// @param mostPerSecond tokens that may be tried; 0 for any number
  record Guard(String name, String config, boolean isReferences, double mostPerSecond) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> cases() {
    String block = "authorization { token: \"" + TOKEN + "\" }\n";
    String hashed = "authorization { token: \"" + HASH + "\" }\n";
    String slowed = "auth_failure_delay { loopback: true }\n";
    return Stream.of(
            new Guard("plain token, no delay", block, true, 0),
            new Guard("bcrypt token, no delay", hashed, true, 0),
            // Sixteen places, each kept for two seconds at last.
            new Guard("plain token, delay on loopback", block + slowed, false, 20))
        .flatMap(guard ->
            Program.sideBySide()
                .filter(program -> guard.isReferences() || !program.isReference())
                .map(program -> Arguments.of(guard, program)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void guessesAreCountedAndWhoIsInsideHardlyNotices(Guard guard, Program program) throws Exception {
    var rows = report.rows("guessing, " + guard.name(), program);
    Path file = Files.writeString(folder.resolve("nats.conf"), guard.config());
    try (ServerProcess server = program.start("-c", file.toString())) {
      Bystander before = Bystander.start(server, TOKEN);
      Await.pass(WARM_UP);
      Await.pass(LoadSettings.span(Duration.ofSeconds(8), Duration.ofSeconds(3)));
      List<Long> quiet = before.stop();
      before.close();

      LongAdder tried = new LongAdder();
      List<Guesser> guessers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        guessers.add(Guesser.start(server, tried));
      }
      Await.pass(WARM_UP);
      Bystander during = Bystander.start(server, TOKEN);
      long first = tried.sum();
      Stopwatch span = Stopwatch.started();
      Await.pass(LoadSettings.span(Duration.ofSeconds(8), Duration.ofSeconds(3)));
      double perSecond = (tried.sum() - first) / (span.elapsed().toNanos() / 1e9);
      List<Long> noisy = during.stop();
      during.close();
      guessers.forEach(Guesser::close);

      rows.add(
          "wrong tokens per second, " + CONNECTIONS + " connections at a time",
          LoadReport.number(perSecond, ""),
          guard.mostPerSecond() == 0 ? "" : guard.mostPerSecond() + " or less");
      rows.add("bystander's p99 before", p99(quiet));
      rows.add("bystander's p99 meanwhile", p99(noisy));
      if (guard.mostPerSecond() > 0) {
        assertThat(perSecond).isLessThanOrEqualTo(guard.mostPerSecond());
      }
      assertThat(server.isRunning()).isTrue();
    }
  }

  private static String p99(List<Long> nanos) {
    return LoadReport.number(nanos.get(nanos.size() * 99 / 100) / 1e6, "ms");
  }

  /// Tries one token after the other, each by a connection of its own.
  private static final class Guesser {
    private final Background trying;
    private volatile boolean stopping;

    private Guesser(ServerProcess server, LongAdder tried) {
      trying = new Background("guesser", () -> tryUntilStopped(server, tried));
    }

    static Guesser start(ServerProcess server, LongAdder tried) {
      Guesser guesser = new Guesser(server, tried);
      guesser.trying.start();
      return guesser;
    }

    private void tryUntilStopped(ServerProcess server, LongAdder tried) {
      ByteBuffer some = ByteBuffer.allocate(4096);
      for (int i = 0; !stopping; i++) {
        try (LoadClient client = LoadClient.open(server, "guesser")) {
          client.present("wrong-" + i);
          while (client.read(some.clear()) >= 0) {
            // Until it is closed.
          }
          tried.increment();
        }
      }
    }

    void close() {
      stopping = true;
      trying.join();
    }
  }
}
