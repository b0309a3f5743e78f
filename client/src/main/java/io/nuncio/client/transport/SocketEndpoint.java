package io.nuncio.client.transport;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A socket to a server, plain at first and with TLS after [#startTls].
///
/// One thread reads while another writes; `close` may come from any. Until [#waitWithoutLimit]
/// everything together must be done in the time that [#connect] was given; after it a read fails
/// with a [SocketTimeoutException] now and then, without harm, so that the reader can look around.
public final class SocketEndpoint implements ByteEndpoint {
  private static final InputStream NOT_CONNECTED = InputStream.nullInputStream();
  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SocketWishes wishes;
  private final MonotonicClock clock;
  private volatile Socket socket = new Socket();

  /// The socket, or TLS over it.
  private volatile Socket outer = socket;

  private volatile boolean closed;
  private volatile InputStream in = NOT_CONNECTED;
  private volatile OutputStream out = NOWHERE;
  private long deadlineNanos;
  private boolean limited;

  /// Leads nowhere until [#connect].
  public SocketEndpoint(SocketWishes wishes, MonotonicClock clock) {
    this.wishes = wishes;
    this.clock = clock;
  }

  /// Connects to the first of the host's addresses that answers.
  ///
  /// @param timeout the time for this and all that follows until [#waitWithoutLimit]
  /// @throws IOException if none answers; the message names the server
  public void connect(ServerAddress address, Duration timeout) throws IOException {
    deadlineNanos = clock.nanos() + Math.max(NANOS_PER_MILLI, saturatedNanos(timeout));
    limited = true;
    try {
      IOException failure = new IOException("the host has no address");
      for (InetAddress each : InetAddress.getAllByName(address.host())) {
        try {
          connect(new InetSocketAddress(each, address.port()));
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

  private static long saturatedNanos(Duration timeout) {
    return timeout.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : timeout.toNanos();
  }

  /// What is left of the time, in milliseconds.
  ///
  /// @throws SocketTimeoutException if nothing is
  private int leftMillis() throws SocketTimeoutException {
    long left = (deadlineNanos - clock.nanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    if (left <= 0) {
      throw new SocketTimeoutException("the time to connect is over");
    }
    return (int) Math.min(Integer.MAX_VALUE, left);
  }

  private void connect(InetSocketAddress place) throws IOException {
    Socket fresh = new Socket();
    socket = fresh;
    outer = fresh;
    if (closed) {
      throw new SocketException("closed while connecting");
    }
    try {
      fulfill(fresh);
      fresh.connect(place, leftMillis());
      in = fresh.getInputStream();
      out = fresh.getOutputStream();
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  private void fulfill(Socket fresh) throws IOException {
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(leftMillis());
    if (wishes.receiveBytes() > 0) {
      fresh.setReceiveBufferSize(wishes.receiveBytes());
    }
    if (wishes.sendBytes() > 0) {
      fresh.setSendBufferSize(wishes.sendBytes());
    }
    if (wishes.lingerSeconds() >= 0) {
      fresh.setSoLinger(true, wishes.lingerSeconds());
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
      socket.setSoTimeout(leftMillis());
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
      outer = secured;
    } catch (IOException e) {
      throw new IOException("no TLS with " + address + ": " + reason(e), e);
    }
  }

  /// Lets reads wait, but for a look around now and then.
  public void waitWithoutLimit() throws IOException {
    limited = false;
    socket.setSoTimeout(wishes.checkMillis());
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (limited) {
      socket.setSoTimeout(leftMillis());
    }
    return in.read(buffer, from, length);
  }

  @Override
  public void write(byte[] buffer, int from, int length) throws IOException {
    out.write(buffer, from, length);
  }

  /// Tells the server that nothing more comes, and lets it say what it has to say. Closing with
  /// bytes unread would take from the server what it has not read yet.
  public void finish() {
    try {
      outer.shutdownOutput();
    } catch (IOException alreadyBroken) {
      close();
    }
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
