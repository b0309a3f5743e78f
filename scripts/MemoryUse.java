import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Measures how much memory a server has resident: just started, with idle connections, after a load,
/// and at most, while clients that take nothing subscribe to all that is published. For Linux.
///
/// Usage: `java MemoryUse.java <program> <heap>... [-- <another program>...]`. A heap is what follows
/// `-Xmx`, or `default`. Whatever is started is stopped.
class MemoryUse {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int POLL_MILLIS = 10;

  /// A server has threads that tidy up after a burst.
  private static final int SETTLE_MILLIS = 2_000;

  private static final int STALL_MILLIS = 8_000;
  private static final int STALLED = 100;
  private static final String LARGER = "PUB stalled 1024\r\n" + "x".repeat(1024) + "\r\n";
  private static final String ROW = "%-14s %7s %7s %7s %8s  %s%n";
  private static final int IDLE = 5_000;
  private static final int SUBSCRIBERS = 10;
  private static final int MESSAGES = 1_000_000;
  private static final int BATCH = 500;
  private static final String MESSAGE = "PUB load 128\r\n" + "x".repeat(128) + "\r\n";
  private static final String DELIVERED = "MSG load 1 128\r\n" + "x".repeat(128) + "\r\n";

  public static void main(String[] arguments) throws Exception {
    System.out.printf(ROW, "MiB resident", "start", "idle", "load", "stalled", "log");
    String program = arguments[0];
    int i = 1;
    for (; i < arguments.length && !arguments[i].equals("--"); i++) {
      String heap = arguments[i];
      measure(program, heap, heap.equals("default") ? "" : "-Xmx" + heap);
    }
    for (i++; i < arguments.length; i++) {
      measure(arguments[i], Path.of(arguments[i]).getFileName().toString(), "");
    }
  }

  private static void measure(String program, String name, String options) throws Exception {
    int port = freePort();
    Path log = Files.createTempFile("memory", ".log");
    var builder = new ProcessBuilder(program, "-a", "127.0.0.1", "-p", Integer.toString(port));
    if (!options.isEmpty()) {
      builder.environment().put("NUNCIO_JAVA_OPTS", options);
    }
    Process server = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      awaitGreeting(server, port);
      long started = settled(server);
      long idle = withIdle(server, port);
      load(port);
      long loaded = settled(server);
      String cut = stall(port) ? "" : "; the publisher was cut off";
      long most = resident(server, "VmHWM:");
      System.out.printf(ROW, name, started, idle, loaded, most, aboutMemory(log) + cut);
    } finally {
      server.destroy();
      server.waitFor();
      Files.delete(log);
    }
  }

  private static long withIdle(Process server, int port) throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        idle.add(connect(port, "SUB idle." + i + " 1\r\n"));
      }
      return settled(server);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static void load(int port) throws Exception {
    List<Future<Long>> received = new ArrayList<>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        Socket subscriber = connect(port, "SUB load 1\r\n");
        received.add(threads.submit((Callable<Long>) () -> receive(subscriber)));
      }
      byte[] batch = MESSAGE.repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
      try (Socket publisher = connect(port, "")) {
        for (int i = 0; i < MESSAGES / BATCH; i++) {
          publisher.getOutputStream().write(batch);
        }
        for (Future<Long> each : received) {
          long missing = (long) MESSAGES * DELIVERED.length() - each.get();
          if (missing > 0) {
            throw new IOException("a subscriber was cut off, " + missing + " bytes before the end");
          }
        }
      }
    }
  }

  private static long receive(Socket subscriber) throws IOException {
    try (subscriber) {
      InputStream in = subscriber.getInputStream();
      byte[] buffer = new byte[1 << 16];
      long all = (long) MESSAGES * DELIVERED.length();
      long count = 0;
      while (count < all) {
        int read = in.read(buffer);
        if (read < 0) {
          break;
        }
        count += read;
      }
      return count;
    }
  }

  /// A client that has been greeted, and whose `operations` the server has done.
  private static Socket connect(int port, String operations) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    String hello = "CONNECT {\"verbose\":false,\"protocol\":1}\r\n" + operations + "PING\r\n";
    socket.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
    readUntil(socket.getInputStream(), "PONG\r\n");
    return socket;
  }

  private static void readUntil(InputStream in, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the server ended the connection: " + text);
      }
      text.append((char) b);
    }
  }

  private static void awaitGreeting(Process server, int port) throws Exception {
    while (server.isAlive()) {
      try {
        connect(port, "").close();
        return;
      } catch (ConnectException notYet) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    throw new IOException("the server ended with status " + server.exitValue());
  }

  /// Whether the publisher could go on all the time.
  private static boolean stall(int port) throws Exception {
    List<Socket> stalled = new ArrayList<>();
    byte[] batch = LARGER.repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
    try (Socket publisher = connect(port, "")) {
      for (int i = 0; i < STALLED; i++) {
        stalled.add(connect(port, "SUB stalled 1\r\n"));
      }
      long end = System.currentTimeMillis() + STALL_MILLIS;
      while (System.currentTimeMillis() < end) {
        publisher.getOutputStream().write(batch);
      }
      return true;
    } catch (IOException cut) {
      return false;
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  private static long settled(Process server) throws Exception {
    return resident(server, "VmRSS:");
  }

  private static long resident(Process server, String what) throws Exception {
    if (server.waitFor(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IOException("the server ended with status " + server.exitValue());
    }
    for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"))) {
      if (line.startsWith(what)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("the system does not say how much memory is resident");
  }

  private static String aboutMemory(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("Memory:"))
        .map(line -> line.substring(line.indexOf("Memory:") + "Memory:".length()).strip())
        .findFirst()
        .orElse("");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
