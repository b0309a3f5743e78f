package io.nuncio.bench.server;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.CpuClock;
import io.nuncio.bench.measure.ProcessMemory;
import io.nuncio.bench.wire.Endpoint;
import io.nuncio.bench.wire.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// A server that runs.
public final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long POLL_NANOS = 500_000;
  private static final int GREETING_MILLIS = 30_000;
  private static final int GRACE_SECONDS = 10;
  private static final int SHOWN_LINES = 10;

  private final String name;
  private final Process process;
  private final Talk talk;
  private final Path log;
  private final CpuClock cpu;
  private final ProcessMemory memory;
  private final long startedAt;
  private long startNanos;

  /// How clients talk to it.
  private record Talk(Endpoint endpoint, SSLContext trusting) {}

  private ServerProcess(String name, Process process, Talk talk, Path log, long startedAt) {
    this.name = name;
    this.process = process;
    this.talk = talk;
    this.log = log;
    this.startedAt = startedAt;
    cpu = CpuClock.of(process.toHandle());
    memory = new ProcessMemory(process.pid());
  }

  /// Starts the server, which is not ready yet.
  ///
  /// @param log where its output goes
  static ServerProcess start(Contender contender, Settings settings, Path log) throws IOException {
    int port = freePort();
    var builder =
        new ProcessBuilder(contender.commandLine(port, settings.flags()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    long start = Clock.nanos();
    var process = builder.start();
    var endpoint = new Endpoint(port, settings.credentials(), Patience.of(Patience.USUAL));
    return new ServerProcess(
        contender.name(), process, new Talk(endpoint, settings.trusting()), log, start);
  }

  /// Waits until it greets a client.
  ///
  /// @throws IOException if it ends before, with the end of its output in the message, or if it
  ///   takes too long
  void awaitGreeting() throws IOException, InterruptedException {
    while (!greets()) {
      checkAlive();
      if (Clock.nanos() - startedAt > PATIENCE_NANOS) {
        throw new IOException(name + " does not listen after ten minutes:\n" + lastLines());
      }
      Clock.waitUntil(Clock.nanos() + POLL_NANOS);
    }
    startNanos = Clock.nanos() - startedAt;
  }

  private boolean greets() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint().port()),
          GREETING_MILLIS);
      socket.setSoTimeout(GREETING_MILLIS);
      return socket.getInputStream().read() == 'I';
    } catch (ConnectException notYet) {
      return false;
    } catch (SocketTimeoutException e) {
      throw new IOException(name + " listens, and greets nobody for 30 seconds", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Its name in the tables.
  public String name() {
    return name;
  }

  /// Where it listens.
  public Endpoint endpoint() {
    return talk.endpoint();
  }

  /// For clients, if it speaks TLS.
  public SSLContext trusting() {
    return talk.trusting();
  }

  /// The processor time it has used.
  public CpuClock cpu() {
    return cpu;
  }

  /// The memory it has.
  public ProcessMemory memory() {
    return memory;
  }

  /// How long it took from starting the process to the first byte that a client saw.
  public long startNanos() {
    return startNanos;
  }

  /// The options of the JVM that it runs on, without those of the server; empty if there is none.
  public List<String> jvmOptions() {
    return process.info().arguments().map(List::of).orElse(List.of()).stream()
        .takeWhile(argument -> !argument.equals("-m") && !argument.equals("-p"))
        .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D"))
        .toList();
  }

  /// Does nothing as long as the server runs.
  ///
  /// @throws IOException if it has ended, with the end of its output in the message
  public void checkAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "%s ended with status %d:%n%s".formatted(name, process.exitValue(), lastLines()));
    }
  }

  /// The same, but gives it a moment to end: a connection is cut before a process is gone.
  ///
  /// @throws IOException if it has ended, with the end of its output in the message
  public void checkSurvives() throws IOException, InterruptedException {
    if (process.waitFor(1, TimeUnit.SECONDS)) {
      checkAlive();
    }
  }

  private String lastLines() throws IOException {
    var lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  /// Stops it and waits until it is gone.
  @Override
  public void close() {
    endpoint().patience().close();
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
