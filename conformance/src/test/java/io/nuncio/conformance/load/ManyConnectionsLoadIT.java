package io.nuncio.conformance.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten thousand connections with a subscription each.
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class ManyConnectionsLoadIT {
  private static final int CONNECTIONS = 10_000;
  private static final int OPEN_FILES = CONNECTIONS + 500;
  private static final int PAYLOAD_BYTES = 128;

  @RegisterExtension static final LoadReport report = new LoadReport();

  @ParameterizedTest
  @MethodSource("io.nuncio.conformance.load.Program#sideBySide")
  void everyOneOfTenThousandGetsTheMessage(Program program) throws Exception {
    var rows = report.rows("10,000 connections", program);
    assumeTrue(ProcessStatus.own().openFilesLimit() > OPEN_FILES, "too few open files allowed");
    List<LoadClient> clients = new ArrayList<>();
    try (ServerProcess server = program.start()) {
      ProcessStatus before = ProcessStatus.of(server.pid());
      assumeTrue(before.openFilesLimit() > OPEN_FILES, "too few open files for the server");
      rows.addMemory("before", before);
      Stopwatch connecting = Stopwatch.started();
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(LoadClient.connect(server, "client-" + i).subscribe("all"));
      }
      rows.add("connected and subscribed in", connecting.elapsed().toMillis() + " ms");
      ProcessStatus after = ProcessStatus.of(server.pid());
      rows.addMemory("after", after);
      rows.add(
          "for each connection",
          LoadReport.number(
              (after.rssMebibytes() - before.rssMebibytes()) * 1024.0 / CONNECTIONS, "KiB"));

      String payload = "x".repeat(PAYLOAD_BYTES);
      Stopwatch delivering = Stopwatch.started();
      try (LoadClient publisher = LoadClient.connect(server, "publisher")) {
        publisher.send("PUB all " + PAYLOAD_BYTES + "\r\n" + payload + "\r\n");
        clients.forEach(client -> client.readUntil("MSG all 1 128\r\n" + payload + "\r\n"));
      }

      rows.add("message read by all after", delivering.elapsed().toMillis() + " ms", "by all");
      rows.addMemory("after the message", ProcessStatus.of(server.pid()));
    } finally {
      clients.forEach(LoadClient::close);
    }
  }
}
