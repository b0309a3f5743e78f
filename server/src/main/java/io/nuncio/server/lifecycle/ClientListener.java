package io.nuncio.server.lifecycle;

import io.nuncio.config.ListenAddress;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.HostPort;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.NioListener;
import io.nuncio.server.transport.NioPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The port that clients connect to, or none. Safe from any thread.
final class ClientListener implements AutoCloseable {
  private final String host;
  private final @Nullable NioListener listener;

  private ClientListener(String host, @Nullable NioListener listener) {
    this.host = host;
    this.listener = listener;
  }

  /// Binds what is wanted.
  ///
  /// @throws IOException if it cannot; the message says where and why
  static ClientListener open(ListenAddress wanted) throws IOException {
    if (!wanted.isPort()) {
      return new ClientListener(wanted.host(), null);
    }
    String address = HostPort.text(wanted.host(), wanted.port());
    try {
      return new ClientListener(
          wanted.host(), NioListener.open(new InetSocketAddress(wanted.host(), wanted.port())));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          ("Error listening on port: %s, \"listen tcp %s: bind: %s\"; choose another with -p,"
                  + " or -p -1 for a free one")
              .formatted(address, address, decapitalized(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private static String decapitalized(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /// The port; 0 if there is none.
  int portOrZero() {
    return listener == null ? 0 : listener.port();
  }

  /// The port.
  ///
  /// @throws IllegalStateException if there is none
  int port() {
    if (listener == null) {
      throw new IllegalStateException(
          "this server listens on no port: its clients connect by connect()");
    }
    return listener.port();
  }

  /// Says where it listens, if it does.
  void announce(LogSink log) {
    if (listener != null) {
      log.log(
          Level.INFO,
          "Listening for client connections on " + HostPort.text(host, listener.port()));
    }
  }

  /// Starts to accept on `loop`, whose poller is `poller`.
  ///
  /// @param onLink given each new connection
  void accept(EventLoop loop, NioPoller poller, Consumer<Link> onLink, LogSink log) {
    NioListener port = listener;
    if (port == null) {
      return;
    }
    loop.execute(() -> {
      try {
        port.attach(
            loop,
            poller,
            onLink,
            failure ->
                log.log(Level.ERROR, "Cannot accept connections now: " + failure.getMessage()));
      } catch (IOException e) {
        log.log(Level.FATAL, "Cannot accept connections: " + e.getMessage());
      }
    });
  }

  /// Stops listening.
  @Override
  public void close() throws IOException {
    if (listener != null) {
      listener.close();
    }
  }
}
