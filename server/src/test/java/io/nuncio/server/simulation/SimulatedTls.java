package io.nuncio.server.simulation;

import io.nuncio.testkit.SimulatedStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The client's end of an encrypted connection: puts what is to be sent into records of any size,
/// and takes what comes in any pieces.
final class SimulatedTls {
  private static final int BYTES = 40_000;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final RandomGenerator random;
  private final ByteBuffer plain = ByteBuffer.allocate(BYTES);
  private final ByteBuffer incoming = ByteBuffer.allocate(BYTES);
  private ByteBuffer outgoing = ByteBuffer.allocate(0);
  private @Nullable SSLException failure;
  private boolean ended;
  private Mutation mutation = record -> record;

  /// What becomes of a record on its way.
  @FunctionalInterface
  interface Mutation {
    /// What arrives instead of `record`.
    ///
    /// @param record from 0 to the end of its array
    ByteBuffer apply(ByteBuffer record);
  }

  /// Lets records be changed on their way.
  void mutate(Mutation wanted) {
    mutation = wanted;
  }

  SimulatedTls(SSLEngine engine, RandomGenerator random) {
    this.engine = engine;
    this.random = random;
    try {
      engine.beginHandshake();
    } catch (SSLException e) {
      failure = e;
    }
  }

  /// Moves some bytes in each direction.
  ///
  /// @param unsent taken from
  /// @param received added to
  void exchange(
      SimulatedLink link, boolean reads, ByteBuffer unsent, ByteArrayOutputStream received) {
    link.toServer.write(outgoing);
    if (reads) {
      read(link.toClient);
    }
    try {
      while (failure == null && step(unsent, received)) {
        link.toServer.write(outgoing);
      }
    } catch (SSLException e) {
      failure = e;
      wrapQuietly();
    }
    if (failure != null) {
      link.toServer.write(outgoing);
      link.toServer.end();
    }
  }

  private void read(SimulatedStream stream) {
    if (incoming.hasRemaining()) {
      ended |= stream.read(incoming) < 0;
    }
  }

  /// @return whether anything happened
  private boolean step(ByteBuffer unsent, ByteArrayOutputStream received) throws SSLException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
      return true;
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      return !outgoing.hasRemaining() && wrap(NOTHING);
    }
    boolean sent =
        status == HandshakeStatus.NOT_HANDSHAKING
            && unsent.hasRemaining()
            && !outgoing.hasRemaining()
            && wrapSome(unsent);
    return unwrap(received) || sent;
  }

  private boolean wrapSome(ByteBuffer unsent) throws SSLException {
    int bytes =
        random.nextInt(3) == 0
            ? random.nextInt(1, Math.min(40, unsent.remaining()) + 1)
            : unsent.remaining();
    ByteBuffer some = unsent.slice(unsent.position(), bytes);
    boolean done = wrap(some);
    unsent.position(unsent.position() + some.position());
    return done;
  }

  private boolean wrap(ByteBuffer plain) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(BYTES);
    SSLEngineResult result = engine.wrap(plain, record);
    byte[] bytes = new byte[record.flip().remaining()];
    record.get(bytes);
    outgoing = mutation.apply(ByteBuffer.wrap(bytes));
    return result.bytesProduced() > 0;
  }

  private void wrapQuietly() {
    try {
      wrap(NOTHING);
    } catch (SSLException e) {
      // It has been told.
    }
  }

  private boolean unwrap(ByteArrayOutputStream received) throws SSLException {
    if (incoming.position() == 0) {
      return false;
    }
    plain.clear();
    incoming.flip();
    SSLEngineResult result = engine.unwrap(incoming, plain);
    incoming.compact();
    received.write(plain.array(), 0, plain.position());
    ended |= result.getStatus() == SSLEngineResult.Status.CLOSED;
    return result.bytesConsumed() > 0;
  }

  /// Demands new keys, which the server has to answer.
  void demandKeys() {
    try {
      engine.beginHandshake();
    } catch (SSLException e) {
      failure = e;
    }
  }

  /// Says farewell.
  void close() {
    engine.closeOutbound();
  }

  boolean isQuiet() {
    return failure != null
        || (!outgoing.hasRemaining()
            && incoming.position() == 0
            && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING);
  }

  /// Whether the server has said farewell, or has gone.
  boolean isEnded() {
    return ended;
  }

  @Nullable SSLException failure() {
    return failure;
  }

  SSLEngine engine() {
    return engine;
  }
}
