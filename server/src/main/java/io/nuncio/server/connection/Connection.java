package io.nuncio.server.connection;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;
import io.nuncio.server.transport.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One peer: its link, the unfinished end of what it has sent, its outbox, and how it ends.
///
/// Confined to its loop, but for the outbox and the two calls by which the outbox asks for
/// attention.
///
/// ```
/// OPEN ──close──▶ CLOSING ──all taken, or one second──▶ CLOSED
///   └────────close, for a reason that leaves nobody to write to────▲
/// ```
public final class Connection implements LinkListener, OutboxOwner {
  /// From this size an unfinished operation is assembled where it is kept, and not copied back in
  /// front of each read.
  private static final int ASSEMBLE_BYTES = 32 << 10;

  private static final long STALL_NANOS = 1_000_000_000;
  private static final long PRESSED_PAUSE_NANOS = 10_000_000;

  private final Link link;
  private final Ending ending;
  private final EventLoop loop;
  private final LoopInput input;
  private final LoopOutput output;
  private final Outbox outbox;
  private final ConnectionLimits limits;
  private final ConnectionHandler handler;
  private final Poller.Registration registration;
  // Made once: each read would make another.
  private final Work reads = this::read;
  private final Work handlesUnfinished = this::handleUnfinished;
  private final BooleanSupplier goesOn = this::goesOn;
  private ConnectionState state = ConnectionState.OPEN;
  private boolean paused;
  private long writeDeadlineNanos;
  private int readLimit = Integer.MAX_VALUE;
  private @Nullable Chunk unfinished;
  private long countedBytes;
  private long readNanos;
  private long flowedNanos;
  private @Nullable Timer stallCheck;
  private @Nullable Timer deadline;
  private Runnable onClosing = () -> {};
  private Runnable onFinished = () -> {};

  /// Starts to serve `link` on the calling loop.
  ///
  /// @param lane the calling loop and its memory
  /// @param handlers makes the handler; it may write at once
  /// @throws IOException if the link has ended already
  public Connection(Link link, Lane lane, ConnectionLimits limits, Factory handlers)
      throws IOException {
    this.link = link;
    this.loop = lane.loop();
    this.input = lane.input();
    this.output = lane.output();
    this.limits = limits;
    this.writeDeadlineNanos = limits.writeDeadlineNanos();
    this.outbox = new Outbox(link, this, limits);
    this.flowedNanos = loop.nowNanos() - STALL_NANOS;
    this.ending = new Ending(link, loop, this::finish);
    this.registration = loop.register(link, this);
    this.handler = handlers.create(this);
  }

  /// Makes the handler of a connection.
  @FunctionalInterface
  public interface Factory {
    /// The handler of `connection`, which is not complete yet: keep it, write to it, no more.
    ConnectionHandler create(Connection connection);
  }

  /// The event loop that owns this connection.
  public EventLoop loop() {
    return loop;
  }

  /// What the peer has yet to take. Safe from any thread.
  public Outbox outbox() {
    return outbox;
  }

  /// The output of the loop that owns this connection.
  public LoopOutput output() {
    return output;
  }

  /// The peer's link, for its addresses.
  public Link link() {
    return link;
  }

  /// What all connections together may make the server keep.
  public long budgetBytes() {
    return limits.budget().limitBytes();
  }

  /// How much memory holds the unfinished end of what the peer has sent, if it is large; else 0.
  public long unfinishedBytes() {
    return countedBytes;
  }

  /// Sets what runs when the connection begins to end, and when nothing is left of it.
  public void onEnd(Runnable begins, Runnable finished) {
    onClosing = begins;
    onFinished = finished;
  }

  /// Reads at most `bytes` at a time from now on: what a peer may make us keep before we know it.
  public void limitReads(int bytes) {
    readLimit = bytes;
  }

  /// Sets how long the peer may take nothing, from the next time that it does not take everything.
  public void writeDeadline(Duration deadline) {
    writeDeadlineNanos = deadline.toNanos();
  }

  /// Stops reading, and handling what was read.
  public void pause() {
    assert loop.isOwner();
    paused = true;
    registration.readInterest(false);
  }

  /// Ends [#pause].
  public void resume() {
    assert loop.isOwner();
    if (state != ConnectionState.OPEN || !paused) {
      return;
    }
    paused = false;
    registration.readInterest(true);
    guarded(handlesUnfinished);
  }

  /// Ends a pause in which nothing that could be handled was left.
  private void readOn() {
    if (state == ConnectionState.OPEN) {
      paused = false;
      registration.readInterest(true);
    }
  }

  @Override
  public void onReadable() {
    assert loop.isOwner();
    if (goesOn()) {
      guarded(reads);
    }
  }

  private boolean goesOn() {
    return state == ConnectionState.OPEN && !paused;
  }

  private interface Work {
    void run() throws IOException;
  }

  /// Nothing that one connection does may end its loop.
  private void guarded(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      close(ClosedReason.CLIENT_CLOSED);
    } catch (RuntimeException | AssertionError e) {
      handler.onFault(e);
      close(ClosedReason.INTERNAL_ERROR);
    }
  }

  private void read() throws IOException {
    Chunk kept = unfinished;
    if (kept == null) {
      readBehind(0);
    } else if (handler.unfinishedBytes() > ASSEMBLE_BYTES) {
      assemble(kept, handler.unfinishedBytes());
    } else {
      int bytes = kept.length();
      System.arraycopy(kept.bytes, kept.from, input.bytes, 0, bytes);
      forgetUnfinished();
      readBehind(bytes);
    }
  }

  /// Reads behind the `kept` bytes at the start of the loop's buffer, then handles all of them.
  private void readBehind(int kept) throws IOException {
    int read = input.receive(link, Math.min(input.bytes.length - kept, readLimit));
    if (read < 0) {
      close(ClosedReason.CLIENT_CLOSED);
      return;
    }
    handler.onRead();
    input.handOver(handler, goesOn, kept);
    keepRest(input.bytes, input.from(), input.to(), kept + read);
  }

  /// Reads on to the end of the one large operation in `kept`, and no further.
  private void assemble(Chunk kept, int operationBytes) throws IOException {
    Chunk chunk = kept;
    if (chunk.room() == 0) {
      // Grows with what has arrived, not with what was announced.
      chunk = output.pool().grow(chunk, Math.min(operationBytes, 4 * chunk.length()));
      keep(chunk);
      if (state != ConnectionState.OPEN) {
        return;
      }
    }
    int wanted = Math.min(chunk.room(), operationBytes - chunk.length());
    int read = input.read(link, chunk.bytes, chunk.to, Math.min(wanted, readLimit));
    if (read < 0) {
      close(ClosedReason.CLIENT_CLOSED);
      return;
    }
    chunk.to += read;
    readNanos = loop.nowNanos();
    if (chunk.length() == operationBytes) {
      handleUnfinished();
    }
  }

  private void handleUnfinished() {
    Chunk kept = unfinished;
    if (kept != null) {
      unfinished = null;
      count(0);
      handler.onRead();
      int handled = handler.onBytes(kept.bytes, kept.from, kept.to);
      keepRest(kept.bytes, handled, kept.to, kept.length());
      output.pool().release(kept);
    }
  }

  /// Keeps `bytes[from, to)`, which were not handled, of `all` bytes.
  private void keepRest(byte[] bytes, int from, int to, int all) {
    int rest = to - from;
    if (all - rest >= ASSEMBLE_BYTES) {
      flowedNanos = loop.nowNanos();
    }
    if (rest > 0 && state == ConnectionState.OPEN) {
      Chunk chunk = output.pool().take(rest);
      chunk.append(bytes, from, rest);
      keep(chunk);
    }
  }

  private void forgetUnfinished() {
    Chunk kept = unfinished;
    if (kept != null) {
      unfinished = null;
      count(0);
      output.pool().release(kept);
    }
  }

  /// Whether messages of the peer have been completed lately, and large ones or many.
  private boolean flows() {
    return loop.nowNanos() - flowedNanos < STALL_NANOS / 2;
  }

  /// Keeps `chunk` until more arrives. What is large counts towards the budget that all clients
  /// share: it must not stand still while that is exceeded; while that is pressing it ends the
  /// connection, unless its messages flow and others hold more: then it waits.
  private void keep(Chunk chunk) {
    unfinished = chunk;
    if (chunk.bytes.length < ASSEMBLE_BYTES) {
      return;
    }
    count(chunk.bytes.length);
    readNanos = loop.nowNanos();
    MemoryBudget budget = limits.budget();
    boolean pressing = budget.isPressing() && chunk.bytes.length > ChunkPool.STANDARD;
    boolean spared = flows() && !budget.isLargeShare(countedBytes);
    if (budget.isExhausted() || (pressing && !spared)) {
      close(ClosedReason.UNFINISHED_MESSAGE);
      return;
    }
    if (pressing && !paused) {
      pause();
      loop.schedule(PRESSED_PAUSE_NANOS, this::readOn);
    }
    if (stallCheck == null) {
      stallCheck = loop.schedule(STALL_NANOS, this::checkStall);
    }
  }

  private void count(long bytes) {
    limits.budget().change(countedBytes, bytes);
    countedBytes = bytes;
  }

  private void checkStall() {
    stallCheck = null;
    if (state != ConnectionState.OPEN || countedBytes == 0) {
      return;
    }
    if (limits.budget().isExceeded() && loop.nowNanos() - readNanos >= STALL_NANOS) {
      close(ClosedReason.UNFINISHED_MESSAGE);
    } else {
      stallCheck = loop.schedule(STALL_NANOS, this::checkStall);
    }
  }

  @Override
  public void onWritable() {
    assert loop.isOwner();
    if (state == ConnectionState.CLOSED || !outbox.drain(output)) {
      return;
    }
    registration.writeInterest(false);
    if (state == ConnectionState.CLOSING) {
      ending.taken();
    }
  }

  @Override
  public void onDrainWanted(int callingLoop) {
    if (callingLoop == loop.index()) {
      armDrain();
    } else {
      loop.execute(this::armDrain);
    }
  }

  private void armDrain() {
    if (state == ConnectionState.CLOSED) {
      return;
    }
    registration.writeInterest(true);
    if (deadline == null) {
      deadline = loop.schedule(writeDeadlineNanos, this::checkDeadline);
    }
  }

  private void checkDeadline() {
    deadline = null;
    if (state != ConnectionState.OPEN || outbox.pendingBytes() == 0) {
      return;
    }
    long left = writeDeadlineNanos - outbox.idleNanos(loop.nowNanos());
    if (left <= 0) {
      close(ClosedReason.SLOW_CONSUMER_WRITE_DEADLINE);
    } else {
      deadline = loop.schedule(left, this::checkDeadline);
    }
  }

  @Override
  public void onOutboxFailed(ClosedReason reason) {
    loop.execute(() -> {
      close(reason);
      finish();
    });
  }

  /// Ends the connection, once: reads no more; what was written goes out, for at most a second.
  public void close(ClosedReason reason) {
    assert loop.isOwner();
    if (state != ConnectionState.OPEN) {
      return;
    }
    state = ConnectionState.CLOSING;
    onClosing.run();
    registration.readInterest(false);
    handler.onClosed(reason);
    outbox.flush(output);
    ending.begin(reason, outbox.pendingBytes() == 0);
  }

  private void finish() {
    if (state == ConnectionState.CLOSED) {
      return;
    }
    state = ConnectionState.CLOSED;
    cancel(deadline);
    cancel(stallCheck);
    forgetUnfinished();
    outbox.close();
    registration.cancel();
    ending.end();
    onFinished.run();
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
