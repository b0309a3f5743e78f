package io.nuncio.cli;

import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.SystemTime;
import io.nuncio.cli.outside.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The program as a process: the real machine, and Ctrl-C.
public final class Main {
  private static final long LAST_WORDS_SECONDS = 5;

  private Main() {}

  /// Runs a command and ends the JVM with its exit status.
  public static void main(String[] arguments) {
    var done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(endedBySignal(Thread.currentThread(), done));
    int status = Program.FAILED;
    try {
      status = new Program(machine()).run(arguments);
    } finally {
      done.countDown();
    }
    System.exit(status);
  }

  private static Outside machine() {
    return new Outside(
        new Environment(System.getenv(), Path.of(System.getProperty("user.home"))),
        new Terminal(System.in, output(FileDescriptor.out), output(FileDescriptor.err), ends()),
        new SystemTime(),
        new SplittableRandom());
  }

  /// A stream that says when nobody reads it, as [System#out] does not.
  private static OutputStream output(FileDescriptor descriptor) {
    return new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
  }

  /// Which ends are a terminal, as the launcher found out.
  private static Terminal.Ends ends() {
    List<String> ends = List.of(System.getProperty("nuncio.terminal", "").split(",", -1));
    return new Terminal.Ends(ends.contains("in"), ends.contains("out"), ends.contains("err"));
  }

  /// Interrupts the command when a signal ends the JVM, and lets it say its last words.
  private static Thread endedBySignal(Thread command, CountDownLatch done) {
    return new Thread(
        () -> {
          if (done.getCount() == 0) {
            return;
          }
          command.interrupt();
          try {
            if (!done.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
              System.err.println("nuncio: what was under way could not be ended");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "nuncio-end");
  }
}
