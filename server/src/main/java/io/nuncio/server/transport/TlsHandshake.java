package io.nuncio.server.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A server's end of one handshake: bytes in, bytes out, wherever they come from.
///
/// Used by one thread at a time, by a worker because each step may cost milliseconds; handed over
/// through queues.
final class TlsHandshake {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Supplier<SSLEngine> engines;
  private final TlsBuffers buffers;
  private @Nullable SSLEngine engine;

  /// What has become of some input: it is through, or failed, or the peer has to say more.
  ///
  /// @param output for the peer
  /// @param rest of the input: what was not used
  /// @param peer if it is through
  /// @param failure if it failed: the peer is told what is in the output, and nothing else
  record Step(
      ByteBuffer output, ByteBuffer rest, @Nullable TlsPeer peer, @Nullable TlsFailure failure) {
    /// The peer is told nothing.
    static Step failed(TlsFailure failure) {
      return new Step(NOTHING, NOTHING, null, failure);
    }

    /// Whether the peer has to say more.
    boolean isWaiting() {
      return peer == null && failure == null;
    }
  }

  /// @param engines makes the engine, in the first step
  TlsHandshake(Supplier<SSLEngine> engines, TlsBuffers buffers) {
    this.engines = engines;
    this.buffers = buffers;
  }

  /// The engine; null before the first step.
  @Nullable SSLEngine engine() {
    return engine;
  }

  /// Lets go of what the engine holds. Nothing else is called after this.
  void end() {
    SSLEngine made = engine;
    if (made != null) {
      TlsFarewell.end(made, buffers);
    }
  }

  /// Goes as far as `input` reaches.
  Step advance(ByteBuffer input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SSLEngine begun = engine == null ? begin() : engine;
      boolean through = advance(begun, input, out);
      TlsPeer peer = through ? TlsPeer.of(begun.getSession()) : null;
      return new Step(ByteBuffer.wrap(out.toByteArray()), input, peer, null);
    } catch (SSLException | RuntimeException | AssertionError e) {
      wrapAlert(out);
      return new Step(ByteBuffer.wrap(out.toByteArray()), NOTHING, null, TlsFailure.of(e));
    }
  }

  private SSLEngine begin() throws SSLException {
    SSLEngine made = engines.get();
    engine = made;
    made.beginHandshake();
    return made;
  }

  /// @return whether it is through
  private boolean advance(SSLEngine begun, ByteBuffer in, ByteArrayOutputStream out)
      throws SSLException {
    while (true) {
      switch (begun.getHandshakeStatus()) {
        case NEED_TASK -> runTasks(begun);
        case NEED_WRAP -> wrap(begun, out);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!isThroughUnawares(begun) && !unwrap(begun, in)) {
            return false;
          }
        }
        case NOT_HANDSHAKING, FINISHED -> {
          return true;
        }
      }
    }
  }

  private static void runTasks(SSLEngine begun) {
    for (Runnable task = begun.getDelegatedTask(); task != null; task = begun.getDelegatedTask()) {
      task.run();
    }
  }

  /// BoringSSL's engines notice only when they are called again that the last record was the last
  /// one, and would then take what follows it for a part of the handshake.
  private boolean isThroughUnawares(SSLEngine begun) throws SSLException {
    boolean ignored = unwrap(begun, NOTHING);
    return begun.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP;
  }

  /// @return whether there was a whole record
  private boolean unwrap(SSLEngine begun, ByteBuffer in) throws SSLException {
    ByteBuffer plain = buffers.take();
    try {
      SSLEngineResult result = begun.unwrap(in, plain);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new SSLException("the peer ended the handshake");
      }
      if (result.bytesProduced() > 0) {
        throw new SSLException("data before the end of the handshake");
      }
      return result.getStatus() == SSLEngineResult.Status.OK;
    } finally {
      buffers.release(plain);
    }
  }

  private void wrap(SSLEngine begun, ByteArrayOutputStream out) throws SSLException {
    ByteBuffer record = buffers.take();
    try {
      SSLEngineResult result = begun.wrap(NOTHING, record);
      append(record.flip(), out);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        throw new SSLException("the engine would not write: " + result.getStatus());
      }
    } finally {
      buffers.release(record);
    }
  }

  private static void append(ByteBuffer record, ByteArrayOutputStream out) {
    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    out.writeBytes(bytes);
  }

  /// What the engine wants the peer to know of its mistake, if anything.
  private void wrapAlert(ByteArrayOutputStream out) {
    SSLEngine broken = engine;
    if (broken == null) {
      return;
    }
    ByteBuffer record = buffers.take();
    try {
      broken.wrap(NOTHING, record);
      append(record.flip(), out);
    } catch (SSLException | RuntimeException e) {
      // Then it is not told.
    } finally {
      buffers.release(record);
    }
  }
}
