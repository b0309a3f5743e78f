package io.nuncio.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The loop's part of a handshake: collects what the peer sends until it is a whole record, has a
/// worker go on with it, and takes the result. While the worker is at it, nothing is read.
///
/// Confined to the loop of its link.
final class TlsAttempt {
  private static final byte[] EMPTY = {};

  /// The most that is taken from a peer for its handshake: a chain of certificates, and room.
  private static final int MAX_BYTES = 128 << 10;

  private final Link carrier;
  private final EventLoop loop;
  private final TlsMeans means;
  private final TlsHandshake handshake;
  private final Consumer<TlsHandshake.Step> onStep;
  private byte[] collected = EMPTY;
  private int received;
  private boolean begun;
  private boolean working;
  private volatile boolean abandoned;

  /// @param onStep told of each result, on the loop
  TlsAttempt(
      Link carrier,
      EventLoop loop,
      TlsMeans means,
      TlsHandshake handshake,
      Consumer<TlsHandshake.Step> onStep) {
    this.carrier = carrier;
    this.loop = loop;
    this.means = means;
    this.handshake = handshake;
    this.onStep = onStep;
  }

  /// Whether a worker is at it.
  boolean isWorking() {
    return working;
  }

  /// Takes what the carrier has.
  void receive() {
    ByteBuffer some = means.buffers().take();
    try {
      some.limit(TlsRecords.MAX_BYTES);
      if (carrier.read(some) < 0) {
        fail(TlsFailure.ended());
      } else {
        take(some.flip());
      }
    } catch (IOException e) {
      fail(TlsFailure.of(e));
    } finally {
      means.buffers().release(some);
    }
  }

  /// Takes what came otherwise.
  void take(ByteBuffer bytes) {
    int before = collected.length;
    int added = bytes.remaining();
    received += added;
    collected = Arrays.copyOf(collected, before + added);
    bytes.get(collected, before, added);
    if (!begun && !TlsRecords.mayBeginHandshake(collected)) {
      fail(TlsFailure.notTls());
    } else if (received > MAX_BYTES) {
      fail(new TlsFailure("expected at most " + MAX_BYTES + " bytes of it, got more", false));
    } else if (TlsRecords.isComplete(collected)) {
      submit();
    }
  }

  private void submit() {
    byte[] whole = collected;
    collected = EMPTY;
    working = true;
    boolean first = !begun;
    begun = true;
    if (!means.workers().submit(() -> work(whole), !first)) {
      working = false;
      fail(new TlsFailure("too many handshakes are waiting", false));
    }
  }

  /// Run by a worker.
  private void work(byte[] bytes) {
    TlsHandshake.Step step = abandoned ? null : handshake.advance(ByteBuffer.wrap(bytes));
    loop.execute(() -> conclude(step));
  }

  private void conclude(TlsHandshake.@Nullable Step step) {
    working = false;
    if (abandoned || step == null) {
      handshake.end();
      return;
    }
    if (step.isWaiting()) {
      collected = new byte[step.rest().remaining()];
      step.rest().get(collected);
    }
    onStep.accept(step);
  }

  private void fail(TlsFailure failure) {
    onStep.accept(TlsHandshake.Step.failed(failure));
  }

  /// Nobody waits for it any more.
  void abandon() {
    abandoned = true;
    if (!working) {
      handshake.end();
    }
  }
}
