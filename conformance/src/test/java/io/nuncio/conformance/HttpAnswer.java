package io.nuncio.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a server on this machine says to a request over HTTP.
record HttpAnswer(HttpResponse<String> response) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Asks, and waits for the answer.
  static HttpAnswer to(int port, String method, String path) {
    return to(request(port, method, path).build());
  }

  /// Asks with `Authorization: authorization`, and waits for the answer.
  static HttpAnswer to(int port, String method, String path, String authorization) {
    return to(request(port, method, path).header("Authorization", authorization).build());
  }

  private static HttpRequest.Builder request(int port, String method, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .timeout(LIMIT);
  }

  private static HttpAnswer to(HttpRequest request) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return new HttpAnswer(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      throw new UncheckedIOException(noAnswer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  /// Empty if there is none.
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
