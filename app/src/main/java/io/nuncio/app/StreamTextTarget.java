package io.nuncio.app;

import java.io.IOException;
import java.io.OutputStream;

/// A log that goes to a stream, such as standard error, and leaves it open: a later configuration
/// may come back to it.
final class StreamTextTarget implements TextTarget {
  private final OutputStream stream;

  StreamTextTarget(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    stream.write(lines);
    stream.flush();
  }

  @Override
  public void close() {
    // What was written was flushed.
  }
}
