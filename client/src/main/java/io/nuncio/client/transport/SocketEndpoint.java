package io.nuncio.client.transport;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A socket to a server, plain at first and with TLS after [#startTls].
///
/// One thread reads while another writes; `close` may come from any.
public final class SocketEndpoint implements ByteEndpoint {
  private static final InputStream NOT_CONNECTED = InputStream.nullInputStream();
  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  private volatile Socket socket = new Socket();
  private volatile boolean closed;
  private volatile InputStream in = NOT_CONNECTED;
  private volatile OutputStream out = NOWHERE;

  /// Leads nowhere until [#connect].
  public SocketEndpoint() {}

  /// Connects to the first of the host's addresses that answers; reads wait at most `timeout` until
  /// [#waitWithoutLimit].
  ///
  /// @throws IOException if none answers; the message names the server
  public void connect(ServerAddress address, Duration timeout) throws IOException {
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
    try {
      IOException failure = new IOException("the host has no address");
      for (InetAddress each : InetAddress.getAllByName(address.host())) {
        try {
          connect(new InetSocketAddress(each, address.port()), millis);
          return;
        } catch (IOException e) {
          failure = e;
        }
      }
      throw failure;
    } catch (IOException e) {
      close();
      throw new IOException("cannot connect to " + address + ": " + reason(e), e);
    }
  }

  private void connect(InetSocketAddress place, int millis) throws IOException {
    Socket fresh = new Socket();
    socket = fresh;
    if (closed) {
      throw new SocketException("closed while connecting");
    }
    try {
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(millis);
      fresh.connect(place, millis);
      in = fresh.getInputStream();
      out = fresh.getOutputStream();
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /// Encrypts from here on, and checks that the certificate is of the host connected to.
  ///
  /// @throws IOException if the handshake fails; the message names the address
  public void startTls(SSLContext context, ServerAddress address) throws IOException {
    try {
      SSLSocket secured =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      in = secured.getInputStream();
      out = secured.getOutputStream();
    } catch (IOException e) {
      throw new IOException("no TLS with " + address + ": " + reason(e), e);
    }
  }

  /// Lets reads wait for ever.
  public void waitWithoutLimit() throws IOException {
    socket.setSoTimeout(0);
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    return in.read(buffer, from, length);
  }

  @Override
  public void write(byte[] buffer, int from, int length) throws IOException {
    out.write(buffer, from, length);
  }

  /// Closes the socket below TLS, so that a writer that is stuck cannot hold this up.
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // nothing is left to end
    }
  }
}
