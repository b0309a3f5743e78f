package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/// The least a server can do: listens, says so, greets, and ends when told. Run as a process.
final class FakeNatsServer {
  private FakeNatsServer() {}

  public static void main(String[] flags) throws Exception {
    var words = List.of(flags);
    if (words.contains("--fail")) {
      System.out.println("half way");
      System.err.println("cannot go on");
      System.exit(3);
    }
    int port = Integer.parseInt(words.get(words.indexOf("-p") + 1));
    try (var listener = new ServerSocket(Math.max(0, port), 5, InetAddress.getLoopbackAddress())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("bye")));
      if (!words.contains("--quiet")) {
        System.err.println(
            "[INF] Listening for client connections on 127.0.0.1:" + listener.getLocalPort());
      }
      while (true) {
        greet(listener.accept());
      }
    }
  }

  private static void greet(Socket client) throws Exception {
    client.getOutputStream().write("INFO {} \r\n".getBytes(UTF_8));
  }
}
