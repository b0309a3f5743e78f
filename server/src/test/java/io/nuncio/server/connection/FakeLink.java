package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nuncio.server.transport.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A peer that takes as many bytes as the test lets it, and keeps them.
final class FakeLink implements Link {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private int room = Integer.MAX_VALUE;
  private boolean broken;
  private Runnable onWrite = () -> {};

  /// Lets the peer take `bytes` more, and nothing after that.
  void takeOnly(int bytes) {
    room = bytes;
  }

  /// Makes every write fail.
  void fail() {
    broken = true;
  }

  /// Sets what runs before each write.
  void onWrite(Runnable action) {
    onWrite = action;
  }

  /// All that the peer has taken.
  String taken() {
    return taken.toString(ISO_8859_1);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    onWrite.run();
    if (broken) {
      throw new IOException("broken pipe");
    }
    int bytes = Math.min(room, source.remaining());
    byte[] some = new byte[bytes];
    source.get(some);
    taken.writeBytes(some);
    room -= room == Integer.MAX_VALUE ? 0 : bytes;
    return bytes;
  }

  @Override
  public int read(ByteBuffer target) {
    return 0;
  }

  @Override
  public void close() {}

  @Override
  public String remoteIp() {
    return "192.0.2.1";
  }

  @Override
  public int remotePort() {
    return 0;
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.1:1234";
  }
}
