import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.spi.ToolProvider;

/// Measures warm starts of a server: from exec to the first byte of its INFO.
///
/// Usage: `java StartTime.java <program> <runs>`. Runs take turns with a Java program that does
/// nothing, measured from exec to exit, as the floor. Whatever is started is stopped.
class StartTime {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final long POLL_NANOS = 500_000;

  public static void main(String[] arguments) throws Exception {
    String program = arguments[0];
    int runs = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("start-time");
    try {
      List<String> bare = compileBareProgram(folder);
      // The first start may build; it does not count.
      startAndStop(program);
      long[] server = new long[runs];
      long[] floor = new long[runs];
      for (int i = 0; i < runs; i++) {
        server[i] = startAndStop(program);
        floor[i] = run(bare);
      }
      System.out.printf("%-38s %8s %8s %8s%n", "ms, " + runs + " runs", "min", "median", "max");
      print("nats-server: exec to first INFO byte", server);
      print("bare java program: exec to exit", floor);
    } finally {
      for (String name : List.of("Bare.java", "Bare.class", "")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static List<String> compileBareProgram(Path folder) throws IOException {
    Path source = folder.resolve("Bare.java");
    Files.writeString(source, "class Bare { public static void main(String[] arguments) {} }");
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(System.out, System.err, "-d", folder.toString(), source.toString());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-XX:+UseSerialGC", "-cp", folder.toString(), "Bare");
  }

  private static long run(List<String> command) throws Exception {
    long start = System.nanoTime();
    new ProcessBuilder(command).start().waitFor();
    return System.nanoTime() - start;
  }

  private static long startAndStop(String program) throws Exception {
    int port = freePort();
    List<String> command =
        new ArrayList<>(List.of(program, "-a", "127.0.0.1", "-p", Integer.toString(port)));
    long start = System.nanoTime();
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      while (!sendsInfo(port)) {
        if (!server.isAlive()) {
          throw new IllegalStateException("the server ended with status " + server.exitValue());
        }
      }
      return System.nanoTime() - start;
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static boolean sendsInfo(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket.getInputStream().read() == 'I';
    } catch (java.net.ConnectException notYet) {
      LockSupport.parkNanos(POLL_NANOS);
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-38s %8.1f %8.1f %8.1f%n",
        what, nanos[0] / 1e6, nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6);
  }
}
