package io.nuncio.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.TokenHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/// Lines typed at a terminal that `stty` keeps from showing them.
///
/// [System#console()] would not do: there is none where standard output is a file or a pipe, which
/// is where a hash is to go.
record HiddenLine(InputStream in, PrintStream err) implements TypedToken.Keyboard {
  @Override
  public String readHidden(String prompt) throws IOException {
    err.print(prompt);
    err.flush();
    var restore = new Thread(this::show, "show-typing");
    Runtime.getRuntime().addShutdownHook(restore);
    stty("-echo");
    try {
      return readLine();
    } finally {
      show();
      Runtime.getRuntime().removeShutdownHook(restore);
      err.println();
    }
  }

  private void show() {
    try {
      stty("echo");
    } catch (IOException gone) {
      // There is no terminal to mend any more.
    }
  }

  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      // More than too long need not be kept.
      if (line.size() <= TokenHash.MOST_BYTES) {
        line.write(next);
      }
      next = in.read();
    }
    return line.toString(UTF_8);
  }

  private static void stty(String mode) throws IOException {
    Process stty =
        new ProcessBuilder("stty", mode).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
    try {
      if (stty.waitFor() != 0) {
        throw new IOException("cannot hide what is typed: write the token into a pipe");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
