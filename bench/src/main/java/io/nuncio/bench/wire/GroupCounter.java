package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// Counts what each of several groups gets over several connections together, by the subscription
/// id in each frame. Confined to the thread of the [Receiver].
public final class GroupCounter {
  private final int frameBytes;
  private final int sidOffset;
  private final int firstSid;
  private final long[] framesByGroup;
  private final long expectedBytes;
  private long bytes;

  /// @param frame one of the frames, all of which are of this length
  /// @param firstSid of the first group; all ids have three digits
  /// @param groups how many; their ids follow each other
  /// @param times how many frames each group should get
  public GroupCounter(byte[] frame, int firstSid, int groups, long times) {
    frameBytes = frame.length;
    int spaces = 0;
    int at = 0;
    while (spaces < 2) {
      spaces += frame[at++] == ' ' ? 1 : 0;
    }
    sidOffset = at;
    this.firstSid = firstSid;
    framesByGroup = new long[groups];
    expectedBytes = times * groups * frameBytes;
  }

  /// Where the bytes of another connection go.
  public Sink part() {
    return new Part();
  }

  /// Makes sure that each group got its share.
  ///
  /// @throws WrongBytesException if one did not
  public void check() {
    long share = expectedBytes / frameBytes / framesByGroup.length;
    for (int group = 0; group < framesByGroup.length; group++) {
      if (framesByGroup[group] != share) {
        throw new WrongBytesException(
            "group %d got %,d copies of %,d".formatted(group, framesByGroup[group], share));
      }
    }
  }

  private final class Part implements Sink {
    private final PingFilter pings = new PingFilter();
    private int position;
    private int sid;

    @Override
    public void accept(ByteBuffer received) {
      while (received.hasRemaining()) {
        if (pings.take(received, position == 0)) {
          continue;
        }
        if (bytes == expectedBytes) {
          throw new WrongBytesException("more came than was published");
        }
        if (position >= sidOffset && position < sidOffset + 3) {
          digit(received.get());
        } else {
          int next = position < sidOffset ? sidOffset : frameBytes;
          int step = Math.min(next - position, received.remaining());
          received.position(received.position() + step);
          position = (position + step) % frameBytes;
          bytes += step;
        }
      }
    }

    private void digit(byte digit) {
      sid = 10 * sid + digit - '0';
      position++;
      bytes++;
      if (position == sidOffset + 3) {
        if (sid < firstSid || sid >= firstSid + framesByGroup.length) {
          throw new WrongBytesException("subscription " + sid + " does not exist");
        }
        framesByGroup[sid - firstSid]++;
        sid = 0;
      }
    }

    @Override
    public boolean complete() {
      return bytes == expectedBytes;
    }
  }
}
