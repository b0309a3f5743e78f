package io.nuncio.cli.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What is read and what is printed: results on the output, everything else on the error output.
///
/// Text is UTF-8 whatever the locale says. Any thread may print; lines do not mix.
public final class Terminal {
  private final InputStream input;
  private final OutputStream output;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Ends ends;

  /// Which ends are a terminal.
  public record Ends(boolean input, boolean output, boolean errors) {
    /// None is.
    public static final Ends NONE = new Ends(false, false, false);
  }

  /// Prints on these streams, which should be buffered.
  public Terminal(InputStream input, OutputStream output, OutputStream errors, Ends ends) {
    this.input = input;
    this.output = output;
    this.out = new PrintWriter(new OutputStreamWriter(output, UTF_8), false);
    this.err = new PrintWriter(new OutputStreamWriter(errors, UTF_8), true);
    this.ends = ends;
  }

  /// Which ends are a terminal.
  public Ends ends() {
    return ends;
  }

  /// Where results are printed.
  public PrintWriter out() {
    return out;
  }

  /// Where everything else is printed.
  public PrintWriter err() {
    return err;
  }

  /// Reads the input up to its end, or so many bytes. A read from a terminal cannot be interrupted,
  /// so a thread does it that nobody waits for when the user ends the command.
  ///
  /// @throws InterruptedException if the user ends the command meanwhile
  public byte[] read(int most) throws IOException, InterruptedException {
    var read = new FutureTask<byte[]>(() -> input.readNBytes(most));
    Thread reader = new Thread(read, "nuncio-input");
    reader.setDaemon(true);
    reader.start();
    try {
      return read.get();
    } catch (ExecutionException e) {
      throw new IOException(CommandFailure.reason(e.getCause() == null ? e : e.getCause()), e);
    }
  }

  /// Prints a line of the result.
  public synchronized void line(String text) {
    out.print(text);
    out.print('\n');
  }

  /// Prints bytes as they are, and a line end.
  public synchronized void line(byte[] bytes) {
    out.flush();
    try {
      output.write(bytes);
      output.write('\n');
    } catch (IOException nobodyReads) {
      throw new ClosedOutput();
    }
  }

  /// Hands on what was printed.
  ///
  /// @throws ClosedOutput if nobody takes it
  public synchronized void flush() {
    if (out.checkError()) {
      throw new ClosedOutput();
    }
  }

  /// Tells the user something that is no result.
  public synchronized void say(String text) {
    err.print(text);
    err.print('\n');
    err.flush();
  }

  /// Tells the user something in the place of what was told last in this way.
  public synchronized void overwrite(String text) {
    err.print("\r\u001b[K" + text);
    err.flush();
  }

  /// Text from elsewhere, fit to be shown: on a terminal control characters, which could make it do
  /// things, become U+FFFD; line ends and tabs stay.
  public String shown(String text) {
    if (!ends.output()) {
      return text;
    }
    var shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean layout = c == '\n' || c == '\t' || (c == '\r' && text.startsWith("\n", i + 1));
      shown.append(Character.isISOControl(c) && !layout ? '\uFFFD' : c);
    }
    return shown.toString();
  }
}
