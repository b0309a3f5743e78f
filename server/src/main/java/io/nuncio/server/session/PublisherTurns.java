package io.nuncio.server.session;

import io.nuncio.server.connection.Connection;
import io.nuncio.server.routing.FanOut;
import io.nuncio.server.routing.Publication;
import io.nuncio.wire.ClientProtocolParser;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// When a publisher is read, and for how long what it sends is handled.
///
/// One whose subscribers cannot keep up is slowed: after each read it is left alone for 2 to 10 ms,
/// the longer the fuller they are, and a read is at most 64 KiB. So the most that a subscriber has
/// to take in order to be waited for is what nats-server asks of it, 64 KiB in 10 ms. And one whose
/// messages go to very many lets the other clients of its loop have their turn in between.
///
/// Confined to the publisher's loop.
final class PublisherTurns {
  private static final long SHORTEST_NANOS = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMillis(10).toNanos();
  private static final int SLOWED_READ_BYTES = 64 << 10;

  private final Connection connection;
  private final ClientProtocolParser parser;
  private final ClientReport report;
  private final BooleanSupplier isHeldUp;
  private final FanOut fanOut = new FanOut();
  private boolean slowed;

  /// @param isHeldUp whether nothing must be handled now for another reason; whoever ends that lets
  ///   the publisher go on
  PublisherTurns(
      Connection connection,
      ClientProtocolParser parser,
      ClientReport report,
      BooleanSupplier isHeldUp) {
    this.connection = connection;
    this.parser = parser;
    this.report = report;
    this.isHeldUp = isHeldUp;
  }

  /// The message that did not reach everybody in the last turn, if there is one.
  FanOut fanOut() {
    return fanOut;
  }

  /// Lets nothing more be handled in this turn if what was delivered in one go has used it up.
  void endIfSpent() {
    if (fanOut.isSpent()) {
      parser.pause();
    }
  }

  /// Called before what was read is handled.
  void begin() {
    parser.forget();
    fanOut.beginTurn();
  }

  /// Called after it.
  ///
  /// @param message the loop's, with the pressure of what was read on its subscribers
  /// @param handledSome whether an operation was complete
  /// @param slows whether a publisher is slowed by that pressure
  void end(Publication message, boolean handledSome, boolean slows) {
    int pressure = message.takePressure();
    if (isHeldUp.getAsBoolean() || !(handledSome || fanOut.isUnderWay())) {
      return;
    }
    if (slows && pressure > 0) {
      slow(pressure);
      return;
    }
    if (slowed) {
      slowed = false;
      connection.limitReads(Integer.MAX_VALUE);
    }
    if (fanOut.isUnderWay() || fanOut.isSpent()) {
      connection.pause();
      // Not as a posted task: those that they post run before the next poll.
      connection.loop().schedule(0, this::next);
    }
  }

  /// Lets nothing more be handled: the client is gone.
  void stop() {
    parser.pause();
    fanOut.end();
  }

  private void slow(int pressure) {
    slowed = true;
    report.onStall();
    connection.limitReads(SLOWED_READ_BYTES);
    connection.pause();
    long nanos = SHORTEST_NANOS + (LONGEST_NANOS - SHORTEST_NANOS) * pressure / 100;
    connection.loop().schedule(nanos, this::next);
  }

  private void next() {
    if (!isHeldUp.getAsBoolean()) {
      connection.output().flush(); // what the others have been waiting for
      parser.resume();
      connection.resume();
    }
  }
}
