package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckTest {

  @ParameterizedTest
  @CsvSource({
    "http, HTTP/1.1 200 OK, ",
    "http, HTTP/1.1 500 Internal Server Error, says: HTTP/1.1 500 Internal Server Error",
    "http, HTTP/1.1 503 Service Unavailable, says: HTTP/1.1 503 Service Unavailable",
    "nats, INFO {}, ",
    "nats, -ERR 'maximum connections exceeded', says: -ERR 'maximum connections exceeded'",
    "nats, '', says: nothing",
  })
  void firstLineOfTheAnswerDecides(String scheme, String line, String complaint) throws Exception {
    try (var listener = listener()) {
      Thread.ofVirtual().start(() -> answer(listener, line));

      String found = HealthCheck.complaint(List.of(place(scheme, listener.getLocalPort())));

      if (complaint == null) {
        assertThat(found).isNull();
      } else {
        assertThat(found).endsWith(complaint);
      }
    }
  }

  @Test
  void whereNobodyListensTheNextPlaceIsAsked() throws Exception {
    try (var listener = listener()) {
      Thread.ofVirtual().start(() -> answer(listener, "INFO {}"));

      URI first = place("http", closedPort());
      URI second = place("nats", listener.getLocalPort());

      assertThat(HealthCheck.complaint(List.of(first, second))).isNull();
    }
  }

  @Test
  void whereSomebodyIsNotWellNoOtherPlaceIsAsked() throws Exception {
    try (var ill = listener();
        var well = listener()) {
      Thread.ofVirtual().start(() -> answer(ill, "HTTP/1.1 500 Internal Server Error"));
      Thread.ofVirtual().start(() -> answer(well, "INFO {}"));

      URI first = place("http", ill.getLocalPort());
      URI second = place("nats", well.getLocalPort());

      assertThat(HealthCheck.complaint(List.of(first, second))).contains("500");
    }
  }

  @Test
  void nobodyAnywhereIsAComplaint() throws Exception {
    assertThat(HealthCheck.complaint(List.of(place("nats", closedPort())))).contains("refused");
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static int closedPort() throws IOException {
    try (var socket = listener()) {
      return socket.getLocalPort();
    }
  }

  private static URI place(String scheme, int port) {
    return URI.create(scheme + "://127.0.0.1:" + port + "/healthz");
  }

  private static void answer(ServerSocket listener, String line) {
    try (var client = listener.accept()) {
      byte[] bytes = (line.isEmpty() ? "" : line + "\r\n").getBytes(StandardCharsets.UTF_8);
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
      // Until the other side has gone, so that nothing is reset.
      client.getInputStream().readAllBytes();
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
