package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.transport.FrameReader;
import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.ServerAddress;
import io.nuncio.client.transport.SocketEndpoint;
import io.nuncio.client.transport.SocketWishes;
import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ConnectLine;
import io.nuncio.wire.DeliveryFrame;
import io.nuncio.wire.JsonException;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.ServerGreeting;
import io.nuncio.wire.ServerProtocolHandler;
import io.nuncio.wire.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Makes a connection to one server: socket, `INFO`, TLS, `CONNECT`, and the server's answer.
///
/// Confined to the thread that connects.
final class Handshake implements ServerProtocolHandler {
  private static final int CHECKS_PER_TIMEOUT = 4;
  private static final int MOST_CHECK_MILLIS = 60_000;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final byte[] PING = "PING\r\n".getBytes(UTF_8);

  private final OptionValues options;
  private final ServerAddress address;
  private final MonotonicClock clock;
  private final boolean tlsBefore;
  private @Nullable ServerGreeting greeting;
  private @Nullable String error;
  private boolean accepted;

  /// @param tlsBefore whether this server had TLS before, and so must not be without now
  Handshake(OptionValues options, ServerAddress address, MonotonicClock clock, boolean tlsBefore) {
    this.options = options;
    this.address = address;
    this.clock = clock;
    this.tlsBefore = tlsBefore;
  }

  /// Connects.
  ///
  /// @param begun told of the endpoint before it waits for anything, so that it can be closed
  /// @throws AuthenticationException if the server refuses who the client says it is
  /// @throws IOException if anything else fails; the message names the server
  Link connect(Consumer<ByteEndpoint> begun) throws IOException {
    ByteEndpoint endpoint = endpoint(begun);
    boolean done = false;
    try {
      Link link = connect(endpoint);
      done = true;
      return link;
    } catch (SocketTimeoutException e) {
      throw new IOException(
          address + " did not answer within " + options.connectionTimeout.toMillis() + " ms", e);
    } finally {
      if (!done) {
        endpoint.close();
      }
    }
  }

  private ByteEndpoint endpoint(Consumer<ByteEndpoint> begun) throws IOException {
    Supplier<ByteEndpoint> given = options.endpoint;
    if (given != null) {
      try {
        ByteEndpoint endpoint = given.get();
        begun.accept(endpoint);
        return endpoint;
      } catch (UncheckedIOException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        throw new IOException(address + ": " + reason.getMessage(), e);
      }
    }
    SocketEndpoint socket = new SocketEndpoint(wishes(), clock);
    begun.accept(socket);
    socket.connect(address, options.connectionTimeout);
    return socket;
  }

  private SocketWishes wishes() {
    long check = Waits.nanos(options.socketWriteTimeout) / CHECKS_PER_TIMEOUT / NANOS_PER_MILLI;
    return new SocketWishes(
        options.receiveBufferSize,
        options.sendBufferSize,
        options.socketSoLinger,
        (int) Math.min(MOST_CHECK_MILLIS, Math.max(1, check)));
  }

  private Link connect(ByteEndpoint endpoint) throws IOException {
    @Nullable SocketEndpoint socket = endpoint instanceof SocketEndpoint own ? own : null;
    FrameReader reader = new FrameReader(endpoint, options.maxControlLine);
    if (socket != null && options.tlsFirst) {
      socket.startTls(tls(), address);
    }
    ServerGreeting first = awaitGreeting(reader);
    boolean tls = options.tlsFirst;
    if (socket != null && !options.tlsFirst && wantsTls(first)) {
      if (reader.hasUnfinished()) {
        throw new IOException(address + " said more than INFO before TLS began");
      }
      socket.startTls(tls(), address);
      tls = true;
    }
    byte[] connect =
        ConnectLine.of(
            Credentials.connectOptions(options, address, first), tls, Credentials.jwt(options));
    introduce(endpoint, connect);
    awaitAnswer(reader);
    if (socket != null) {
      socket.waitWithoutLimit();
    }
    return new Link(address, endpoint, reader, last(), tls, 0);
  }

  /// Sends who the client is. A server that refuses it may be gone before all of that has been
  /// taken; why, it has said before, and that is read next.
  private static void introduce(ByteEndpoint endpoint, byte[] connect) {
    byte[] bytes = Arrays.copyOf(connect, connect.length + PING.length);
    System.arraycopy(PING, 0, bytes, connect.length, PING.length);
    try {
      endpoint.write(bytes, 0, bytes.length);
    } catch (IOException readTellsWhy) {
      // A connection that broke for another reason gives nothing to read either.
    }
  }

  private boolean wantsTls(ServerGreeting first) throws IOException {
    ServerGreeting.Limits limits = first.limits();
    boolean wanted = options.secure || address.tls() || tlsBefore;
    if (wanted && !limits.tlsRequired() && !limits.tlsAvailable()) {
      throw new IOException(
          address
              + (tlsBefore
                  ? " has no TLS any more: connect anew if that is as it should be"
                  : " has no TLS, which the options demand"));
    }
    return wanted || limits.tlsRequired();
  }

  private SSLContext tls() throws IOException {
    return options.sslContext == null ? options.tlsFiles.context() : options.sslContext;
  }

  private ServerGreeting awaitGreeting(FrameReader reader) throws IOException {
    while (greeting == null) {
      readMore(reader);
    }
    return greeting;
  }

  private ServerGreeting last() {
    return greeting == null ? ServerGreeting.NONE : greeting;
  }

  private void awaitAnswer(FrameReader reader) throws IOException {
    while (!accepted) {
      readMore(reader);
    }
  }

  private void readMore(FrameReader reader) throws IOException {
    boolean more;
    try {
      more = reader.read(this);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(address + ": " + e.getMessage(), e);
    }
    if (error != null) {
      throw refusal(error);
    }
    if (!more) {
      throw new IOException(address + " closed the connection before it was made");
    }
  }

  private IOException refusal(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("authorization") || lower.contains("authentication")
        ? new AuthenticationException(address + " refuses this client: " + words)
        : new IOException(address + " refuses the connection: " + words);
  }

  @Override
  public void onInfo(byte[] buffer, int from, int to) throws ProtocolException {
    greeting = greeting(buffer, from, to);
  }

  /// Reads `INFO`.
  ///
  /// @throws ProtocolException if it is not JSON as it should be
  static ServerGreeting greeting(byte[] buffer, int from, int to) throws ProtocolException {
    try {
      return ServerGreeting.parse(buffer, from, to);
    } catch (JsonException e) {
      throw new ProtocolException(Violation.MALFORMED, "INFO: " + e.getMessage());
    }
  }

  @Override
  public void onMessage(DeliveryFrame frame) {
    // nothing is subscribed to yet
  }

  @Override
  public void onPing() {
    // answered by what follows
  }

  @Override
  public void onPong() {
    accepted = true;
  }

  @Override
  public void onOk() {
    // the PONG says the same
  }

  @Override
  public void onError(String text) {
    if (error == null) {
      error = text;
    }
  }
}
