package io.nuncio.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/// The way into an encrypted connection. Keeps at most a record that is not complete, and of one
/// that is, what there was no room for.
///
/// Confined to the loop of its connection.
final class TlsInput {
  private static final byte[] EMPTY = {};

  /// How many records in a row may carry nothing: changes of keys, and empty ones.
  private static final int MAX_IDLE_RECORDS = 32;

  private final Link carrier;
  private final SSLEngine engine;
  private final TlsBuffers buffers;
  private final int roomForRecord;
  private byte[] kept;
  private byte[] plain = EMPTY;
  private int plainFrom;
  private int idleRecords;
  private boolean ended;
  private boolean broken;

  /// @param kept what came behind the handshake
  TlsInput(Link carrier, SSLEngine engine, TlsBuffers buffers, ByteBuffer kept) {
    this.carrier = carrier;
    this.engine = engine;
    this.buffers = buffers;
    // BoringSSL's engines want room for all of a record, not only for what it carries.
    this.roomForRecord =
        Math.max(engine.getSession().getApplicationBufferSize(), TlsRecords.MAX_BYTES);
    this.kept = rest(kept);
  }

  /// Whether there is something to read without the carrier.
  boolean hasUnread() {
    return plainFrom < plain.length || (!ended && TlsRecords.isComplete(kept));
  }

  /// Whether the engine has something to say because of what was read.
  boolean wantsAnswer() {
    return broken || engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP;
  }

  /// Reads and decrypts what is there and fits.
  ///
  /// @return bytes read, 0 if there are none now, -1 if the peer will send no more
  /// @throws IOException if the carrier fails, or what the peer sends is not what it should be
  int read(ByteBuffer target) throws IOException {
    if (plainFrom < plain.length) {
      return takePlain(target);
    }
    if (ended) {
      return -1;
    }
    ByteBuffer records = buffers.take();
    try {
      records.put(kept);
      boolean noMore = false;
      if (!TlsRecords.isComplete(kept)) {
        int most = Math.max(TlsRecords.MAX_BYTES, target.remaining());
        records.limit(Math.min(records.capacity(), records.position() + most));
        noMore = carrier.read(records) < 0;
      }
      int before = target.position();
      decrypt(records.flip(), target);
      kept = rest(records);
      int given = target.position() - before;
      ended |= noMore && !hasUnread();
      return given == 0 && ended ? -1 : given;
    } finally {
      buffers.release(records);
    }
  }

  private int takePlain(ByteBuffer target) {
    int given = Math.min(target.remaining(), plain.length - plainFrom);
    target.put(plain, plainFrom, given);
    plainFrom += given;
    if (plainFrom == plain.length) {
      plain = EMPTY;
      plainFrom = 0;
    }
    return given;
  }

  private static byte[] rest(ByteBuffer records) {
    if (!records.hasRemaining()) {
      return EMPTY;
    }
    byte[] rest = new byte[records.remaining()];
    records.get(rest);
    return rest;
  }

  private void decrypt(ByteBuffer records, ByteBuffer target) throws IOException {
    while (!ended && plain.length == 0 && target.hasRemaining() && TlsRecords.isComplete(records)) {
      if (target.remaining() >= roomForRecord) {
        unwrap(records, target);
      } else {
        decryptAside(records, target);
      }
    }
  }

  /// Decrypts a record that `target` may have no room for.
  private void decryptAside(ByteBuffer records, ByteBuffer target) throws IOException {
    ByteBuffer aside = buffers.take();
    try {
      unwrap(records, aside);
      aside.flip();
      int fits = Math.min(aside.remaining(), target.remaining());
      target.put(aside.slice(0, fits));
      plain = rest(aside.position(fits));
    } finally {
      buffers.release(aside);
    }
  }

  private void unwrap(ByteBuffer records, ByteBuffer target) throws IOException {
    SSLEngineResult result = engine.unwrap(records, target);
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      ended = true;
    } else if (result.getStatus() != SSLEngineResult.Status.OK) {
      throw new SSLException("a record that cannot be: " + result.getStatus());
    }
    if (result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK) {
      throw new SSLException("the peer wants another handshake");
    }
    if (delaysItsFailure(result)) {
      broken = true;
      throw new SSLException("a record that cannot be");
    }
    idleRecords = result.bytesProduced() > 0 ? 0 : idleRecords + 1;
    if (idleRecords > MAX_IDLE_RECORDS) {
      throw new SSLException("too many records that carry nothing");
    }
  }

  /// The JDK's engines throw at once. BoringSSL's want their alert to be sent before, and do not
  /// tell so when they are asked again.
  private boolean delaysItsFailure(SSLEngineResult result) {
    return result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
        && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
  }
}
