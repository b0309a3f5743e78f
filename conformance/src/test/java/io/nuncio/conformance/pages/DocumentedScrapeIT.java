package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of Prometheus in docs/monitoring.md presents what the page tells the server to
/// ask for, at the path that Prometheus looks at.
class DocumentedScrapeIT {
  @TempDir Path folder;

  @Test
  void serverAnswersWhatPrometheusWouldAsk() throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), "it needs an exporter");
    String scrape = Claims.of(DocumentedScrapeIT.class).getFirst().text();
    Matcher secret = Pattern.compile("authorization:\n +credentials: (\\S+)\n").matcher(scrape);
    assertThat(secret.find()).isTrue();
    assertThat(scrape).contains("scrape_configs:", "job_name:", "nats.example.com:8222");
    String config =
        "http: \"127.0.0.1:-1\"\nmonitoring { token: \"s3cr3t\", hosts: [ nats.example.com ] }\n";
    Path file = Files.writeString(folder.resolve("nats.conf"), config);

    try (var server = ServerProcess.start(ServerUnderTest.command(), "-c", file.toString());
        var client = HttpClient.newHttpClient()) {
      String line = server.awaitLine("Starting http monitor on 127\\.0\\.0\\.1:\\d+");
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + line.replaceFirst(".*:(\\d+).*", "$1/metrics")))
              .header("Authorization", "Bearer " + secret.group(1))
              .build();

      var answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("gnatsd_varz_connections{", "nuncio_info{");
    }
  }
}
