package io.nuncio.conformance.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.FreePort;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.differential.ReferenceServer;
import io.nuncio.conformance.swap.Requester.Figures;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server gives way to another with the same configuration file and flags, and no request of a
/// client that heeds lame duck mode fails.
@Tag("differential")
class SwapIT {
  static final String TOKEN = "swap";

  private static final int REQUESTERS = 4;
  private static final Duration BETWEEN = Duration.ofMillis(REQUESTERS); // 1,000 a second in all
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration STEADY = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final List<Responder> responders = List.of(new Responder(), new Responder());
  private final List<Requester> requesters = new ArrayList<>();
  private Path config = Path.of("nats.conf");
  private int referencePort;
  private int ourPort;

  @BeforeEach
  void prepare() throws Exception {
    referencePort = FreePort.find();
    ourPort = FreePort.find();
    config =
        Files.writeString(
            folder.resolve("nats.conf"),
            """
            # As a deployment would have it.
            max_payload: 64KB
            max_connections: 1000
            ping_interval: "20s"
            write_deadline: "5s"
            lame_duck_duration: "30s"
            lame_duck_grace_period: "3s"
            authorization { token: %s }
            """
                .formatted(TOKEN));
  }

  @AfterEach
  void disconnect() throws Exception {
    for (var requester : requesters) {
      requester.disconnect();
    }
    for (var responder : responders) {
      responder.disconnect();
    }
  }

  @Test
  void noRequestFailsWhenServersGiveWayToEachOther() throws Exception {
    try (var reference = start(ReferenceServer.command(), referencePort)) {
      begin(referencePort, ourPort);
      try (var ours = start(ServerUnderTest.command(), ourPort)) {
        giveWay(reference, ourPort);
        try (var again = start(ReferenceServer.command(), referencePort)) {
          giveWay(ours, referencePort);
          var figures = finish();
          System.out.println("swap: " + figures);
          assertThat(again.isRunning()).isTrue();
          assertThat(figures.requests()).isGreaterThan(5_000);
          assertThat(figures.failed()).isZero();
        }
      }
    }
  }

  private ServerProcess start(List<String> command, int port) {
    return ServerProcess.startOnPort(command, port, "-c", config.toString(), "-n", "swap");
  }

  private void begin(int first, int second) throws Exception {
    for (var responder : responders) {
      responder.serve(first);
      responder.awaitReady(first);
    }
    for (int i = 0; i < REQUESTERS; i++) {
      requesters.add(new Requester(List.of(first, second), BETWEEN, true));
    }
    Await.pass(STEADY);
  }

  /// The successor runs already. Responders are there before the first requester comes.
  private void giveWay(ServerProcess old, int successorPort) throws Exception {
    for (var responder : responders) {
      responder.serve(successorPort);
      responder.awaitReady(successorPort);
    }
    ServerProcess.run(List.of("kill"), "-USR2", Long.toString(old.pid()));
    assertThat(old.awaitExit()).isZero();
    Await.until(
        "all requesters to be answered at " + successorPort,
        LIMIT,
        () -> requesters.stream().allMatch(each -> each.lastAnsweredBy() == successorPort));
    Await.pass(STEADY);
  }

  private Figures finish() {
    requesters.forEach(Requester::stop);
    Await.until("all replies", LIMIT, () -> figures().open() == 0);
    return figures();
  }

  private Figures figures() {
    return requesters.stream().map(Requester::figures).reduce(Figures.NONE, Figures::plus);
  }
}
