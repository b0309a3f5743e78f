package io.nuncio.server.transport;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// The end of an engine. Memory outside of the heap, which engines of other makers than the JDK
/// have, is freed only when both directions are closed and nothing is left to be sent.
final class TlsFarewell {
  /// More than an engine may have to say at its end.
  private static final int MOST_RECORDS = 16;

  private TlsFarewell() {}

  /// Closes `engine` for good. What it still has to say is said to nobody.
  static void end(SSLEngine engine, TlsBuffers buffers) {
    engine.closeOutbound();
    ByteBuffer unheard = buffers.take();
    try {
      ByteBuffer nothing = ByteBuffer.allocate(0);
      for (int i = 0; i < MOST_RECORDS && !engine.isOutboundDone(); i++) {
        engine.wrap(nothing, unheard.clear());
      }
      engine.closeInbound();
    } catch (SSLException | RuntimeException e) {
      // It tells that the peer did not end it, which is known.
    } finally {
      buffers.release(unheard);
    }
  }
}
