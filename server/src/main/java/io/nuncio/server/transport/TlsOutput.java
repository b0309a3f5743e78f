package io.nuncio.server.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/// The way out of an encrypted connection, for any loop.
///
/// What is written counts as taken when its record has gone to the carrier as a whole. Of a record
/// that has gone in part the rest is kept, at most one, and what it encrypts must be presented
/// again first: so whoever counts what is pending needs to know nothing of records.
///
/// A leaf that locks: besides writes, answers of the protocol itself come this way.
final class TlsOutput {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final byte[] EMPTY = {};

  /// The most that is kept of answers for a peer that demands them and does not take them.
  private static final int MAX_KEPT_BYTES = 2 * TlsRecords.MAX_BYTES;

  private final Link carrier;
  private final SSLEngine engine;
  private final TlsBuffers buffers;

  /// Ciphertext that the carrier has not taken.
  @GuardedBy("this")
  private byte[] kept = EMPTY;

  @GuardedBy("this")
  private int keptFrom;

  /// How many bytes of what was presented last are encrypted in it.
  @GuardedBy("this")
  private int keptPlainBytes;

  TlsOutput(Link carrier, SSLEngine engine, TlsBuffers buffers) {
    this.carrier = carrier;
    this.engine = engine;
    this.buffers = buffers;
  }

  /// Encrypts and sends what the carrier takes now.
  ///
  /// @return bytes of `source` that have gone, perhaps 0
  synchronized int write(ByteBuffer source) throws IOException {
    int before = source.position();
    if (!flush()) {
      return 0;
    }
    if (keptPlainBytes > source.remaining()) {
      throw new IllegalStateException(
          "expected %d bytes again, got %d".formatted(keptPlainBytes, source.remaining()));
    }
    source.position(before + keptPlainBytes);
    keptPlainBytes = 0;
    while (source.hasRemaining()) {
      int from = source.position();
      if (!sendRecord(source)) {
        keptPlainBytes = source.position() - from;
        source.position(from);
        break;
      }
    }
    return source.position() - before;
  }

  /// Sends what the engine has to say by itself, which it must have told.
  ///
  /// @return whether the carrier took all of it
  synchronized boolean answer() throws IOException {
    do {
      sendRecord(NOTHING);
    } while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP);
    return flush();
  }

  /// Sends what was made elsewhere.
  ///
  /// @return whether the carrier took all of it
  synchronized boolean send(ByteBuffer records) throws IOException {
    keep(records);
    return flush();
  }

  /// Sends what is kept.
  ///
  /// @return whether nothing is left of it
  synchronized boolean flush() throws IOException {
    if (keptFrom < kept.length) {
      ByteBuffer rest = ByteBuffer.wrap(kept, keptFrom, kept.length - keptFrom);
      carrier.write(rest);
      keptFrom = rest.position();
    }
    if (keptFrom < kept.length) {
      return false;
    }
    kept = EMPTY;
    keptFrom = 0;
    return true;
  }

  /// Ends the engine, and tells the peer so if it can take that at once.
  synchronized void close() {
    engine.closeOutbound();
    try {
      if (flush()) {
        sendRecord(NOTHING);
      }
    } catch (IOException | IllegalStateException e) {
      // The peer has gone, or learns it by the end of the connection.
    }
    TlsFarewell.end(engine, buffers);
  }

  /// Encrypts one record and sends it.
  ///
  /// @return whether the carrier took all of it
  @GuardedBy("this")
  private boolean sendRecord(ByteBuffer source) throws IOException {
    ByteBuffer record = buffers.take();
    try {
      SSLEngineResult result = engine.wrap(source, record);
      if (result.bytesProduced() == 0) {
        throw new SSLException("the engine would not write: " + result.getStatus());
      }
      record.flip();
      if (keptFrom == kept.length) {
        carrier.write(record);
      }
      keep(record);
      return keptFrom == kept.length;
    } finally {
      buffers.release(record);
    }
  }

  @GuardedBy("this")
  private void keep(ByteBuffer more) throws IOException {
    int left = kept.length - keptFrom;
    int added = more.remaining();
    if (added == 0) {
      return;
    }
    if (left + added > MAX_KEPT_BYTES) {
      throw new IOException("the peer demands answers and does not take them");
    }
    byte[] all = Arrays.copyOfRange(kept, keptFrom, kept.length + added);
    more.get(all, left, added);
    kept = all;
    keptFrom = 0;
  }
}
