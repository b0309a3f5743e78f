package io.nuncio.server.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/// A handshake with nobody, by a worker: what the first one of a process costs beyond all others (a
/// second, on a busy machine) must not be taken from the time of the first client.
public final class TlsRehearsal {
  private TlsRehearsal() {}

  /// Begins it; does nothing if the workers are busy.
  ///
  /// @param engines make engines for the server's end
  public static void begin(Supplier<SSLEngine> engines, TlsMeans means) {
    boolean ignored = means.workers().submit(() -> perform(engines, means.buffers()), false);
  }

  /// As far as the server's answer to the first message, which is nearly all of its part.
  private static void perform(Supplier<SSLEngine> engines, TlsBuffers buffers) {
    TlsHandshake handshake = new TlsHandshake(engines, buffers);
    try {
      handshake.advance(greeting());
    } catch (GeneralSecurityException | SSLException e) {
      // Then the first client is the first.
    } finally {
      handshake.end();
    }
  }

  /// The first message of a client that trusts nobody.
  private static ByteBuffer greeting() throws GeneralSecurityException, SSLException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[0], null);
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    ByteBuffer message = ByteBuffer.allocate(TlsBuffers.BYTES);
    client.wrap(ByteBuffer.allocate(0), message);
    return message.flip();
  }
}
