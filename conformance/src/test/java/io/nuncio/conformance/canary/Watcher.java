package io.nuncio.conformance.canary;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Looks at what a server tells over HTTP.
final class Watcher {
  /// Everything that it tells of itself and its clients.
  static final List<String> PATHS =
      List.of(
          "/",
          "/varz",
          "/connz?auth=1&subs=detail&state=any&limit=4096",
          "/subsz?subs=1",
          "/accountz?acc=$G",
          "/accstatz?unused=1",
          "/healthz?details=true",
          "/metrics");

  private final int port;
  private final String token;

  /// @param token that the server wants
  Watcher(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /// The lines of an answer, with its headers.
  List<String> get(String path) {
    return get(path, token);
  }

  /// The lines of an answer to somebody who presents `presented`.
  List<String> get(String path, String presented) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + ServerProcess.HOST + ":" + port + path))
            .header("Authorization", "Bearer " + presented)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofString());
      return List.of(
          Integer.toString(response.statusCode()),
          response.headers().map().toString(),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
