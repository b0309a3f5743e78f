package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A server that says what a test tells it to. It greets and answers the first ping of each
/// connection, and writes down every line it receives.
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final String greeting;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile @Nullable Socket client;

  /// Listens.
  ///
  /// @param fields more fields of `INFO`, each with a comma before it; null for silence
  ScriptedServer(@Nullable String fields) {
    greeting =
        fields == null ? "" : "INFO {\"server_id\":\"N\",\"headers\":true" + fields + "}\r\n";
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  String place() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  List<String> received() {
    return List.copyOf(received);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        client = socket;
        talk(socket);
      } catch (IOException e) {
        received.add("(end)");
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    say(greeting);
    boolean answered = false;
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      received.add(line);
      if (line.equals("PING") && !answered) {
        answered = true;
        say("PONG\r\n");
      }
    }
    received.add("(end)");
  }

  /// Sends text to the client that is connected.
  void say(String text) throws IOException {
    Socket socket = client;
    if (socket == null) {
      throw new AssertionError("nobody is connected");
    }
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /// Ends the connection.
  void hangUp() throws IOException {
    Socket socket = client;
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      hangUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
