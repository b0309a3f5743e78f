package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server running as a process of its own, on 127.0.0.1, started by the command users type.
///
/// Works with anything that takes the flags `-a` and `-p` and says on standard error `Listening for
/// client connections on HOST:PORT`. Output is collected by daemon threads; the process never
/// blocks on it.
public final class ServerProcess implements AutoCloseable {
  /// The address all servers listen on.
  public static final String HOST = "127.0.0.1";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LISTENING = "Listening for client connections on 127\\.0\\.0\\.1:";

  private final List<String> commandLine;
  private final Process process;
  private final Lines output;
  private final Lines errors;
  private int port;

  private ServerProcess(List<String> commandLine) {
    this.commandLine = commandLine;
    try {
      process = new ProcessBuilder(commandLine).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + commandLine, e);
    }
    output = new Lines(process.getInputStream(), "stdout of " + process.pid());
    errors = new Lines(process.getErrorStream(), "stderr of " + process.pid());
  }

  /// Starts a server on a port of its own choice and waits for its greeting.
  ///
  /// @throws AssertionError if it ends or is not ready in time; its output is in the message
  public static ServerProcess start(List<String> command, String... flags) {
    var server = new ServerProcess(commandLine(command, -1, flags));
    try {
      var line = server.awaitLine(LISTENING + "\\d+");
      server.port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      server.awaitGreeting();
      return server;
    } catch (RuntimeException | AssertionError e) {
      server.kill();
      throw e;
    }
  }

  /// Starts a server on the given port and waits for its greeting; its log may go anywhere.
  ///
  /// @throws AssertionError if it ends or is not ready in time; its output is in the message
  public static ServerProcess startOnPort(List<String> command, int port, String... flags) {
    var server = new ServerProcess(commandLine(command, port, flags));
    server.port = port;
    try {
      server.awaitGreeting();
      return server;
    } catch (RuntimeException | AssertionError e) {
      server.kill();
      throw e;
    }
  }

  /// Starts a command with exactly these flags and waits for nothing.
  ///
  /// @param port where it will listen for clients, if it does
  public static ServerProcess launch(List<String> command, int port, String... flags) {
    var commandLine = new ArrayList<>(command);
    commandLine.addAll(List.of(flags));
    var server = new ServerProcess(commandLine);
    server.port = port;
    return server;
  }

  /// Runs a command that is expected to end by itself, with exactly these flags.
  ///
  /// @throws AssertionError if it does not end
  public static Finished run(List<String> command, String... flags) {
    var commandLine = new ArrayList<>(command);
    commandLine.addAll(List.of(flags));
    try (var started = new ServerProcess(commandLine)) {
      int status = started.awaitExit();
      return new Finished(status, started.output.all(), started.errors.all());
    }
  }

  /// The port for clients.
  public int port() {
    return port;
  }

  /// The id of the process that was started.
  public long pid() {
    return process.pid();
  }

  /// Whether the process still runs.
  public boolean isRunning() {
    return process.isAlive();
  }

  /// Opens a connection and reads the greeting.
  public RawPeer connect() {
    return RawPeer.connect(HOST, port);
  }

  /// What the server has written to standard error up to now.
  public List<String> errorLines() {
    return errors.all();
  }

  /// What the server has written to standard output up to now.
  public List<String> outputLines() {
    return output.all();
  }

  /// Waits for a line on standard error that contains a match of `regex`, and returns the line; a
  /// line that came earlier counts.
  ///
  /// @throws AssertionError if there is none in time, or the process ends without it
  public String awaitLine(String regex) {
    var pattern = Pattern.compile(regex);
    var stopwatch = Stopwatch.started();
    while (true) {
      boolean last = errors.ended() || stopwatch.elapsed().compareTo(LIMIT) >= 0;
      for (var line : errors.all()) {
        if (pattern.matcher(line).find()) {
          return line;
        }
      }
      if (last) {
        throw failure("no line with " + regex);
      }
      Await.pass(Duration.ofMillis(2));
    }
  }

  /// Asks the server to end (`SIGTERM`), waits for that, and returns its exit status.
  ///
  /// @throws AssertionError if it does not end
  public int stop() {
    terminate();
    return awaitExit();
  }

  /// Waits for the server to end by itself, and returns its exit status.
  ///
  /// @throws AssertionError if it does not end
  public int awaitExit() {
    if (!waitFor(LIMIT)) {
      throw failure("still running");
    }
    errors.join();
    output.join();
    return process.exitValue();
  }

  /// Ends the server without asking (`SIGKILL`).
  public void kill() {
    process.toHandle().destroyForcibly();
    waitFor(LIMIT);
  }

  /// Ends the server: by asking, and if that does not help within a second, by force.
  @Override
  public void close() {
    terminate();
    if (!waitFor(Duration.ofSeconds(1))) {
      kill();
    }
  }

  /// How a process that was to end by itself ended.
  ///
  /// @param status its exit status
  /// @param output its lines on standard output
  /// @param errors its lines on standard error
  public record Finished(int status, List<String> output, List<String> errors) {
    /// Keeps copies.
    public Finished {
      output = List.copyOf(output);
      errors = List.copyOf(errors);
    }
  }

  private static List<String> commandLine(List<String> command, int port, String... flags) {
    var words = new ArrayList<>(command);
    words.addAll(List.of("-a", HOST, "-p", Integer.toString(port)));
    words.addAll(List.of(flags));
    return List.copyOf(words);
  }

  private void awaitGreeting() {
    Await.until(
        "greeting of " + commandLine.get(0),
        LIMIT,
        () -> {
          if (!process.isAlive()) {
            awaitExit();
            throw failure("ended with status " + process.exitValue());
          }
          try {
            connect().close();
            return true;
          } catch (UncheckedIOException notYet) {
            return false;
          }
        });
  }

  /// Sends `SIGTERM`. By the handle, because [Process#destroy()] also closes the streams, and with
  /// them the last lines would be lost.
  private void terminate() {
    process.toHandle().destroy();
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + commandLine, e);
    }
  }

  private AssertionError failure(String what) {
    return new AssertionError(
        "%s: %s%n%s%n%s"
            .formatted(
                String.join(" ", commandLine),
                what,
                String.join("\n", output.all()),
                String.join("\n", errors.all())));
  }

  /// The lines of one stream, read by a daemon thread until the stream ends. Thread safe.
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    Lines(InputStream stream, String name) {
      reader = new Thread(() -> readAll(stream), name);
      reader.setDaemon(true);
      reader.start();
    }

    private void readAll(InputStream stream) {
      try (var text = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
        for (var line = text.readLine(); line != null; line = text.readLine()) {
          synchronized (lines) {
            lines.add(line);
          }
        }
      } catch (IOException ignored) {
        // A killed process takes its pipe with it; what it said before is kept.
      }
    }

    List<String> all() {
      synchronized (lines) {
        return List.copyOf(lines);
      }
    }

    boolean ended() {
      return !reader.isAlive();
    }

    void join() {
      try {
        reader.join(LIMIT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
