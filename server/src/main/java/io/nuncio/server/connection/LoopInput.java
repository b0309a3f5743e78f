package io.nuncio.server.connection;

import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LoopCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/// The memory that one loop reads into, shared by all its connections one after the other: a
/// connection keeps only what it has not finished. Confined to its loop.
public final class LoopInput {
  static final int BYTES = 256 << 10;

  /// From this size on an operation is large.
  private static final int LARGE_BYTES = 2 << 10;

  /// How much of a large one is looked at first: more than most of their lines have.
  private static final int LINE_BYTES = 256;

  private static final int LINE_END = 2;

  final byte[] bytes = new byte[BYTES];
  final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);
  private final LoopCalls calls;
  private int from;
  private int to;

  // `bytes[lackingAt, lackingAt + lackingBytes)` are still in `direct`, from `lackingFrom` on.
  private int lackingAt;
  private int lackingBytes;
  private int lackingFrom;

  /// Allocates the memory.
  ///
  /// @param calls of the loop that reads
  public LoopInput(LoopCalls calls) {
    this.calls = calls;
  }

  /// Reads from `link` once, at most `room` bytes, to `target` from `at` on.
  ///
  /// @return bytes read, 0 if there are none now, -1 if the peer will send no more
  int read(Link link, byte[] target, int at, int room) throws IOException {
    int read = receive(link, room);
    if (read > 0) {
      direct.get(target, at, read);
    }
    return read;
  }

  /// Reads from `link` once, at most `room` bytes, and leaves them outside of `bytes`.
  ///
  /// @return bytes read, 0 if there are none now, -1 if the peer will send no more
  int receive(Link link, int room) throws IOException {
    lackingBytes = 0;
    direct.clear().limit(Math.min(room, BYTES));
    calls.countRead();
    int read = link.read(direct);
    direct.flip();
    return read;
  }

  /// Lets `handler` have the `kept` bytes at the front of `bytes` and what was received behind
  /// them: all at once; or, of a peer that sends large messages, one by one, and the inside of each
  /// stays where it is until somebody wants it: a copy less, or two if nobody does.
  ///
  /// Afterwards what was not handled stands in `bytes[from(), to())`.
  ///
  /// @param goesOn whether the handler may get more
  void handOver(ConnectionHandler handler, BooleanSupplier goesOn, int kept) {
    from = 0;
    to = kept;
    append(step(handler, handler.unfinishedBytes() - kept));
    from = handler.onBytes(bytes, 0, to);
    while (direct.hasRemaining() && goesOn.getAsBoolean()) {
      int missing = handler.unfinishedBytes() - (to - from);
      if (missing > LINE_END && missing <= direct.remaining()) {
        handOverLarge(handler, missing);
      } else {
        append(step(handler, missing));
        from = handler.onBytes(bytes, from, to);
      }
    }
    append(BYTES);
  }

  private static int step(ConnectionHandler handler, int missing) {
    return handler.handledBytes() < LARGE_BYTES ? BYTES : Math.max(LINE_BYTES, missing);
  }

  /// Hands over one operation, of which only the last of the `missing` bytes are moved, those which
  /// end its last line.
  private void handOverLarge(ConnectionHandler handler, int missing) {
    lackingFrom = direct.position();
    lackingAt = to;
    lackingBytes = missing - LINE_END;
    to += lackingBytes;
    direct.position(lackingFrom + lackingBytes);
    append(LINE_END);
    int begin = from;
    from = handler.onBytes(bytes, begin, to);
    if (from == begin) {
      complete();
    }
    lackingBytes = 0;
  }

  /// Moves up to `most` bytes of what was received behind those in `bytes`.
  private void append(int most) {
    int count = Math.min(most, direct.remaining());
    direct.get(bytes, to, count);
    to += count;
  }

  /// Where what was not handled begins.
  int from() {
    return from;
  }

  /// Where it ends.
  int to() {
    return to;
  }

  /// Puts into `bytes` what the operation being handled lacks. Does nothing if it lacks nothing.
  /// Whoever reads of a payload calls this before, unless by [#copy].
  public void complete() {
    if (lackingBytes > 0) {
      direct.get(lackingFrom, bytes, lackingAt, lackingBytes);
      lackingBytes = 0;
    }
  }

  /// Adds `source[at, at + count)` to `chunk`, with what is lacking there.
  @SuppressWarnings("ReferenceEquality") // whether it is this very memory
  void copy(byte[] source, int at, int count, Chunk chunk) {
    if (lackingBytes == 0 || source != bytes) {
      chunk.append(source, at, count);
      return;
    }
    chunk.append(source, at, lackingAt - at);
    chunk.append(direct, lackingFrom, lackingBytes);
    int behind = lackingAt + lackingBytes;
    chunk.append(source, behind, at + count - behind);
  }
}
