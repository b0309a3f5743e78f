package io.nuncio.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the server of this container whether it is well: a program of its own, because an image
/// without a shell has nothing else to ask with.
///
/// Asks `/healthz` where monitoring usually is. If nobody listens there, a client's greeting has to
/// do. The variable `NUNCIO_HEALTH` names another place, and then only that is asked:
/// `http://127.0.0.1:8080/healthz` or `nats://127.0.0.1:4333`.
final class HealthCheck {
  private static final List<URI> USUAL =
      List.of(URI.create("http://127.0.0.1:8222/healthz"), URI.create("nats://127.0.0.1:4222"));
  private static final int PATIENCE_MILLIS = 3_000;

  private HealthCheck() {}

  /// Exits with 0 if the server is well, else with 1 after a sentence.
  public static void main(String[] arguments) {
    String named = System.getenv("NUNCIO_HEALTH");
    List<URI> places =
        named == null || named.isEmpty() ? USUAL : List.of(URI.create(named.strip()));
    String complaint = complaint(places);
    if (complaint != null) {
      System.err.println("nats-server: not well: " + complaint);
      System.exit(1);
    }
  }

  /// What is wrong; null if the first place where somebody listens says that all is well.
  static @Nullable String complaint(List<URI> places) {
    String complaint = "no place to ask";
    for (URI place : places) {
      try (var socket = new Socket()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(place.getHost(), place.getPort()), PATIENCE_MILLIS);
        String answer = answer(socket, place);
        boolean well = isHttp(place) ? answer.contains(" 200 ") : answer.startsWith("INFO {");
        return well ? null : place + " says: " + (answer.isEmpty() ? "nothing" : answer);
      } catch (IOException notThere) {
        complaint = place + ": " + notThere.getMessage();
      }
    }
    return complaint;
  }

  /// The first line.
  private static String answer(Socket socket, URI place) throws IOException {
    if (isHttp(place)) {
      String request = "GET " + place.getRawPath() + " HTTP/1.0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    String line = new BufferedReader(in).readLine();
    return line == null ? "" : line;
  }

  private static boolean isHttp(URI place) {
    return "http".equals(place.getScheme());
  }
}
