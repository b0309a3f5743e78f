package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The profiler of the JVM in a running server: it works by a signal, and so does lame duck mode.
class ProfilerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SAMPLES = 100;
  private static final int MESSAGES_A_BURST = 20_000;

  @TempDir Path folder;

  @BeforeAll
  static void onlyAJvmHasIt() {
    assumeFalse(ServerUnderTest.isReference(), "nats-server 2.15.2 is no JVM");
  }

  @Test
  void aProfiledServerGoesIntoLameDuckModeOnlyWhenTold() {
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      Jcmd.tell(server, "JFR.start", "name=busy", "jdk.ExecutionSample#period=1ms");

      Await.until(
          "samples",
          LIMIT,
          () -> {
            keepBusy(client);
            assertNobodyToldIt(server);
            return samplesUpToNow(server) >= SAMPLES;
          });

      server.connect().handshake().close();
      assertNobodyToldIt(server);

      ServerUnderTest.run("--signal", "ldm=" + server.pid());

      server.awaitLine("Trapped \"user defined signal 2\" signal$");
      server.awaitLine("Entering lame duck mode");
    }
  }

  private static void keepBusy(RawPeer client) {
    client.send("PUB profiled.subject 4\r\ndata\r\n".repeat(MESSAGES_A_BURST) + "PING\r\n");
    client.expect("PONG\r\n", LIMIT);
  }

  private static void assertNobodyToldIt(ServerProcess server) {
    assertThat(server.errorLines())
        .noneMatch(line -> line.contains("lame duck") || line.contains("Trapped"));
  }

  private long samplesUpToNow(ServerProcess server) {
    var file = folder.resolve("busy.jfr");
    Jcmd.tell(server, "JFR.dump", "name=busy", "filename=" + file);
    try {
      return RecordingFile.readAllEvents(file).stream().filter(ProfilerIT::isSample).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSample(RecordedEvent event) {
    return event.getEventType().getName().equals("jdk.ExecutionSample");
  }
}
