package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.conformance.FreePort;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten thousand connections, and somebody who looks at them every second: what the two notice who
/// have nothing to do with it.
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class ScrapeLoadIT {
  private static final int CONNECTIONS = 10_000;
  private static final int OPEN_FILES = CONNECTIONS + 1_000;
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  @RegisterExtension static final LoadReport report = new LoadReport();

  @ParameterizedTest
  @MethodSource("io.nuncio.conformance.load.Program#sideBySide")
  void lookingDoesNotShow(Program program) throws Exception {
    var rows = report.rows("10,000 connections, looked at each second", program);
    assumeTrue(ProcessStatus.own().openFilesLimit() > OPEN_FILES, "too few open files allowed");
    List<LoadClient> clients = new ArrayList<>();
    int port = FreePort.find();
    try (ServerProcess server = program.start("-m", Integer.toString(port))) {
      assumeTrue(
          ProcessStatus.of(server.pid()).openFilesLimit() > OPEN_FILES,
          "too few open files for the server");
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(LoadClient.connect(server, "client-" + i));
      }
      LongAdder answers = new LongAdder();
      Watcher watcher = new Watcher(port, program.isReference(), answers);
      watcher.look();
      Bystander warm = Bystander.start(server);
      Await.pass(WARM_UP);
      warm.stop();
      warm.close();

      List<Long> without = measure(server);
      watcher.start();
      List<Long> with = measure(server);
      watcher.close();

      rows.add("answers read meanwhile", answers.sum() + "", "some");
      rows.add("bystander's p99 without", percentile(without, 99));
      rows.add("bystander's p99 with", percentile(with, 99));
      rows.add("bystander's worst without", percentile(without, 100));
      rows.add("bystander's worst with", percentile(with, 100));
      rows.addMemory("at the end", ProcessStatus.of(server.pid()));
      assertThat(answers.sum()).isPositive();
    } finally {
      clients.forEach(LoadClient::close);
    }
  }

  private static List<Long> measure(ServerProcess server) {
    Bystander bystander = Bystander.start(server);
    Await.pass(LoadSettings.span(Duration.ofSeconds(10), Duration.ofSeconds(4)));
    List<Long> nanos = bystander.stop();
    bystander.close();
    return nanos;
  }

  private static String percentile(List<Long> nanos, int percent) {
    int at = Math.min(nanos.size() - 1, nanos.size() * percent / 100);
    return LoadReport.number(nanos.get(at) / 1e6, "ms");
  }

  /// Asks for everything, waits a second, and asks again.
  private static final class Watcher {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> pages = new ArrayList<>();
    private final LongAdder answers;
    private final Background looking = new Background("watcher", this::lookUntilStopped);
    private volatile boolean stopping;

    Watcher(int port, boolean reference, LongAdder answers) {
      this.answers = answers;
      String base = "http://127.0.0.1:" + port;
      pages.add(URI.create(base + "/varz"));
      pages.add(URI.create(base + "/connz?limit=1024"));
      pages.add(URI.create(base + "/connz?limit=10000&sort=pending"));
      pages.add(URI.create(base + "/subsz"));
      if (!reference) {
        pages.add(URI.create(base + "/metrics"));
      }
    }

    void start() {
      looking.start();
    }

    void look() {
      for (URI page : pages) {
        try {
          HttpResponse<byte[]> answer =
              http.send(
                  HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofByteArray());
          assertThat(answer.statusCode()).as(page.getPath()).isEqualTo(200);
          answers.increment();
        } catch (IOException e) {
          throw new AssertionError(page + " is not answered", e);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }

    private void lookUntilStopped() {
      while (!stopping) {
        look();
        Await.pass(BETWEEN);
      }
    }

    void close() {
      stopping = true;
      looking.join();
      http.close();
    }
  }
}
