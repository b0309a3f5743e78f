package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nuncio.server.transport.Link;
import java.nio.ByteBuffer;

/// A client of a [MemoryServer]: says what it was told to, takes whatever it is given, and counts.
public final class MemoryClient implements Link {
  private Words words;
  private boolean speaks = true;
  private long writes;
  private long bytes;
  private long saidBytes;

  /// What a client says.
  @FunctionalInterface
  public interface Words {
    /// Puts into `target` what is read next, some of it at least.
    ///
    /// @return whether there is more to say, now and after every further call
    boolean read(ByteBuffer target);
  }

  MemoryClient(String first) {
    words = once(first.getBytes(ISO_8859_1));
  }

  /// Says `text` once, from the next iteration on.
  public void say(String text) {
    words = once(text.getBytes(ISO_8859_1));
    speaks = true;
  }

  /// Says `text` for ever, in each read as much of it as there is room for, and never more than one
  /// whole of it.
  public void repeat(String text) {
    repeat(text.getBytes(ISO_8859_1), Integer.MAX_VALUE);
  }

  /// Says `text` for ever.
  ///
  /// @param readBytes the most that is read at once
  public void repeat(byte[] text, int readBytes) {
    ByteBuffer left = ByteBuffer.wrap(text);
    say(target -> {
      transfer(left, target, readBytes);
      if (!left.hasRemaining()) {
        left.rewind();
      }
      return true;
    });
  }

  /// Says `wanted` from the next iteration on.
  public void say(Words wanted) {
    words = wanted;
    speaks = true;
  }

  /// Says nothing any more.
  public void beSilent() {
    speaks = false;
  }

  private static Words once(byte[] text) {
    ByteBuffer left = ByteBuffer.wrap(text);
    return target -> {
      transfer(left, target, Integer.MAX_VALUE);
      return left.hasRemaining();
    };
  }

  private static void transfer(ByteBuffer source, ByteBuffer target, int most) {
    int bytes = Math.min(most, Math.min(source.remaining(), target.remaining()));
    target.put(target.position(), source, source.position(), bytes);
    source.position(source.position() + bytes);
    target.position(target.position() + bytes);
  }

  boolean speaks() {
    return speaks;
  }

  /// How often it was written to.
  public long writes() {
    return writes;
  }

  /// How many bytes it has said.
  public long saidBytes() {
    return saidBytes;
  }

  /// How many bytes it was given.
  public long bytes() {
    return bytes;
  }

  @Override
  public int read(ByteBuffer target) {
    int before = target.position();
    speaks = words.read(target);
    int read = target.position() - before;
    saidBytes += read;
    return read;
  }

  @Override
  public int write(ByteBuffer source) {
    int taken = source.remaining();
    source.position(source.limit());
    writes++;
    bytes += taken;
    return taken;
  }

  @Override
  public void close() {
    speaks = false;
  }

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
    return "192.0.2.1:1";
  }
}
