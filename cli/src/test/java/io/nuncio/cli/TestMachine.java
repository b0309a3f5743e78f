package io.nuncio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.cli.outside.Time;
import io.nuncio.testkit.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/// A machine of a test's making, on which the program runs in this JVM: a home folder, variables,
/// input, a clock that stands still, randomness of a fixed seed.
public final class TestMachine {
  /// What the clock says.
  public static final ZonedDateTime NOW = ZonedDateTime.parse("2030-01-01T15:04:05+01:00");

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path home;
  private final Map<String, String> variables = new HashMap<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Terminal.Ends ends = Terminal.Ends.NONE;
  private InputStream input = InputStream.nullInputStream();
  private boolean readerIsGone;

  /// How a command ended, and what it printed.
  public record Result(int status, String out, String err) {}

  /// A command under way.
  public static final class Running {
    private final FutureTask<Result> task;
    private final Thread thread;
    private final ByteArrayOutputStream out;
    private final ByteArrayOutputStream err;

    private Running(
        Callable<Result> command, ByteArrayOutputStream out, ByteArrayOutputStream err) {
      this.task = new FutureTask<>(command);
      this.thread = new Thread(task, "command");
      this.out = out;
      this.err = err;
      thread.setDaemon(true);
      thread.start();
    }

    /// Waits until it has printed this, on either output.
    public Running awaitText(String text) {
      Await.until("'" + text + "' printed", LIMIT, () -> printed().contains(text) || task.isDone());
      if (!printed().contains(text)) {
        throw new AssertionError("ended without '" + text + "': " + printed());
      }
      return this;
    }

    private String printed() {
      return out.toString(UTF_8) + err.toString(UTF_8);
    }

    /// Ends it as Ctrl-C does.
    public Result interrupt() {
      thread.interrupt();
      return result();
    }

    /// Waits until it ends.
    public Result result() {
      Await.until("the command to end; it printed: " + printed(), LIMIT, task::isDone);
      try {
        return task.get();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /// @param home a folder of its own; a relative one would lie in the working directory, which is
  ///   the checkout
  public TestMachine(Path home) {
    if (!home.isAbsolute()) {
      throw new IllegalArgumentException("a temporary folder is expected as home, got: " + home);
    }
    this.home = home;
  }

  /// Sets a variable.
  public TestMachine variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /// What stands on standard input.
  public TestMachine input(byte[] bytes) {
    input = new ByteArrayInputStream(bytes);
    return this;
  }

  /// Standard input neither brings anything nor ends.
  public TestMachine silentInput() {
    try {
      input = new PipedInputStream(new PipedOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Every end is a terminal.
  public TestMachine terminal() {
    ends = new Terminal.Ends(true, true, true);
    return this;
  }

  /// Who read the output goes away before anything is printed, as `head` may.
  public TestMachine readerIsGone() {
    readerIsGone = true;
    return this;
  }

  /// How long commands paused.
  public List<Duration> pauses() {
    return pauses;
  }

  /// Where contexts are.
  public Path contexts() {
    return home.resolve(".config/nats/context");
  }

  /// Runs a command to its end.
  public Result run(String... arguments) {
    return start(arguments).result();
  }

  /// Starts a command.
  public Running start(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Outside outside = outside(out, err);
    return new Running(
        () -> {
          int status = new Program(outside).run(arguments);
          return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
        },
        out,
        err);
  }

  /// The machine with other outputs.
  public Outside outside(OutputStream out, OutputStream err) {
    return new Outside(
        new Environment(variables, home),
        new Terminal(input, readerIsGone ? new BrokenPipe() : out, err, ends),
        new StandingTime(),
        new Random(7));
  }

  /// Stands still for the day, and goes on a millisecond whenever it is asked for nanoseconds.
  private final class StandingTime implements Time {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public ZonedDateTime now() {
      return NOW;
    }

    @Override
    public long nanos() {
      return nanos.addAndGet(1_000_000);
    }

    @Override
    public void pause(Duration span) {
      pauses.add(span);
    }
  }

  private static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
