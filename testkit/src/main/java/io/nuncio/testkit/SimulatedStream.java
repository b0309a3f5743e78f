package io.nuncio.testkit;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// One direction of a simulated connection: takes some of what is written, gives some of what is
/// there, as its random numbers say. Bytes are never lost, doubled or reordered: it is TCP.
///
/// Confined to the simulation's thread.
public final class SimulatedStream {
  private final RandomGenerator random;
  private final byte[] bytes;
  private int from;
  private int count;
  private boolean ended;

  /// @param capacityBytes how much it holds before it takes no more
  public SimulatedStream(RandomGenerator random, int capacityBytes) {
    this.random = random;
    this.bytes = new byte[capacityBytes];
  }

  /// Takes a random part of `source`, perhaps nothing, as a socket's write does.
  ///
  /// @return bytes taken
  public int write(ByteBuffer source) {
    int most = Math.min(source.remaining(), bytes.length - count);
    int taken = some(most);
    for (int i = 0; i < taken; i++) {
      bytes[(from + count + i) % bytes.length] = source.get();
    }
    count += taken;
    return taken;
  }

  /// Gives a random part of what is there, as a socket's read does.
  ///
  /// @return bytes given, 0 if there are none, -1 if there will be no more
  public int read(ByteBuffer target) {
    if (count == 0) {
      return ended ? -1 : 0;
    }
    int given = Math.max(1, some(Math.min(target.remaining(), count)));
    for (int i = 0; i < given; i++) {
      target.put(bytes[(from + i) % bytes.length]);
    }
    from = (from + given) % bytes.length;
    count -= given;
    return given;
  }

  /// Mostly all, often a part, sometimes a single byte.
  private int some(int most) {
    if (most == 0) {
      return 0;
    }
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(most + 1);
      case 1 -> Math.min(most, random.nextInt(1, 8));
      default -> most;
    };
  }

  /// No more will be written.
  public void end() {
    ended = true;
  }

  /// Bytes that wait to be read.
  public int available() {
    return count;
  }

  /// Whether a reader has something to find out: bytes, or the end.
  public boolean isReadable() {
    return count > 0 || ended;
  }

  /// Whether a writer can write.
  public boolean isWritable() {
    return count < bytes.length;
  }
}
