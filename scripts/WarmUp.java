import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Starts a server, shows it a client, watches it over HTTP, makes it want a token by a reload,
/// shows it a client again, and ends it: the launcher keeps the classes that were needed.
///
/// Usage: `java WarmUp.java <command line of the server, with -a 127.0.0.1 -p -1 -c FILE last>`. The
/// exit status is that of the server.
class WarmUp {
  private static final String LISTENING = "Listening for client connections on 127.0.0.1:";
  private static final String MONITORING = "Starting http monitor on 127.0.0.1:";
  private static final List<String> WATCHED =
      List.of("/healthz", "/varz", "/connz?auth=1&subs=1", "/subsz?subs=1", "/metrics");
  private static final int PATIENCE_MILLIS = 10_000;
  private static final List<String> TALK =
      List.of(
          "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"echo\":true,"
              + "\"no_responders\":true,\"auth_token\":\"warm-up\",\"lang\":\"java\","
              + "\"version\":\"1\",\"protocol\":1,\"name\":\"warm-up\"}\r\n",
          "PING\r\n",
          "SUB a.b 1\r\nSUB a.* 2\r\nSUB a.> queue 3\r\nSUB replies 4\r\nUNSUB 2 5\r\n",
          "PUB a.b 5\r\nhello\r\nPUB a.c replies 2\r\nhi\r\n",
          "HPUB a.b 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n",
          "PUB nobody replies 0\r\n\r\n",
          "UNSUB 1\r\nPING\r\n");

  public static void main(String[] command) throws Exception {
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader log = server.inputReader()) {
      int port = 0;
      int monitorPort = 0;
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        System.out.println(line);
        int at = line.indexOf(LISTENING);
        if (at >= 0) {
          port = Integer.parseInt(line.substring(at + LISTENING.length()));
        }
        int monitorAt = line.indexOf(MONITORING);
        if (monitorAt >= 0) {
          monitorPort = Integer.parseInt(line.substring(monitorAt + MONITORING.length()));
        }
        if (line.contains("Server is ready")) {
          talk(port);
          watch(monitorPort);
          wantToken(server, Path.of(command[command.length - 1]));
        }
        if (line.contains("eload server configuration") || line.contains("Reloaded server")) {
          talk(port);
          // Process.destroy() would close the log, too.
          server.toHandle().destroy();
        }
      }
    } finally {
      server.destroy();
    }
    System.exit(server.waitFor());
  }

  private static void watch(int port) throws Exception {
    for (String path : WATCHED) {
      URI.create("http://127.0.0.1:" + port + path).toURL().openStream().readAllBytes();
    }
  }

  private static void wantToken(Process server, Path file) throws Exception {
    String more = "authorization { token: \"warm-up\" }\n";
    Files.writeString(file, more, StandardOpenOption.APPEND);
    new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).inheritIO().start().waitFor();
  }

  private static void talk(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = socket.getInputStream();
      var answers = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      answers.readLine();
      for (String part : TALK) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
        if (part.endsWith("PING\r\n")) {
          skipToPong(answers);
        }
      }
    } catch (IOException refused) {
      System.out.println("the client was cut off: " + refused.getMessage());
    }
  }

  private static void skipToPong(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    while (line != null && !line.equals("PONG")) {
      line = answers.readLine();
    }
  }
}
