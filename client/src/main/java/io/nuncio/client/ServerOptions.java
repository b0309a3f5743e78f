package io.nuncio.client;

import io.nuncio.client.transport.ServerAddress;
import io.nuncio.wire.ByteEndpoint;
import java.time.Duration;
import java.util.function.Supplier;

/// The part of [Options.Builder] about servers: which, how to reach them, how long to wait, and
/// what to do when a connection breaks.
///
/// @param <B> the builder
public abstract sealed class ServerOptions<B> permits IdentityOptions {
  final OptionValues values;

  ServerOptions(OptionValues values) {
    this.values = values;
  }

  abstract B self();

  /// Adds a server, or several separated by commas. What stands before the `@` of a URL counts more
  /// than other options: a token, or user and password, percent-encoded.
  ///
  /// @param url such as `nats://mytoken@localhost:4222`, `tls://example.com` or `localhost`
  /// @throws IllegalArgumentException if it is no URL of a server
  public B server(String url) {
    for (String each : url.split(",", -1)) {
      values.servers.add(ServerAddress.parse(each));
    }
    return self();
  }

  /// Adds servers.
  public B servers(String[] urls) {
    for (String url : urls) {
      server(url);
    }
    return self();
  }

  /// Takes the connection from here instead of making a socket; asked at each connect, which fails
  /// if that throws an [java.io.UncheckedIOException].
  public B endpoint(Supplier<ByteEndpoint> supplier) {
    values.endpoint = supplier;
    return self();
  }

  /// Tries servers in the order in which they were added.
  public B noRandomize() {
    values.noRandomize = true;
    return self();
  }

  /// Connects to no server that was not added.
  public B ignoreDiscoveredServers() {
    values.ignoreDiscoveredServers = true;
    return self();
  }

  /// How long a server may take to accept the client.
  public B connectionTimeout(Duration timeout) {
    values.connectionTimeout = timeout;
    return self();
  }

  /// How long a server may take to accept the client, in milliseconds.
  public B connectionTimeout(long millis) {
    return connectionTimeout(Duration.ofMillis(millis));
  }

  /// How long a server may take nothing of what is sent before the connection counts as broken;
  /// found out up to a quarter of that later. Zero for no limit.
  public B socketWriteTimeout(Duration timeout) {
    values.socketWriteTimeout = timeout;
    return self();
  }

  /// The same, in milliseconds.
  public B socketWriteTimeout(long millis) {
    return socketWriteTimeout(Duration.ofMillis(millis));
  }

  /// How many bytes the system may keep that were not read yet; 0 for its own choice.
  public B receiveBufferSize(int bytes) {
    values.receiveBufferSize = bytes;
    return self();
  }

  /// How many bytes the system may keep that were not sent yet; 0 for its own choice.
  public B sendBufferSize(int bytes) {
    values.sendBufferSize = bytes;
    return self();
  }

  /// How many seconds the system keeps sending after the socket is closed; negative for its own
  /// choice.
  public B socketSoLinger(int seconds) {
    values.socketSoLinger = seconds;
    return self();
  }

  /// Longest line that a server may send.
  public B maxControlLine(int bytes) {
    values.maxControlLine = bytes;
    return self();
  }

  /// How often the server is asked whether it is there.
  public B pingInterval(Duration interval) {
    values.pingInterval = interval;
    return self();
  }

  /// How many pings may be without an answer before the connection counts as broken.
  public B maxPingsOut(int count) {
    values.maxPingsOut = count;
    return self();
  }

  /// Closes the connection when it breaks.
  public B noReconnect() {
    return maxReconnects(0);
  }

  /// How often in a row a server may fail before it is given up; negative for no limit.
  public B maxReconnects(int times) {
    values.maxReconnects = times;
    return self();
  }

  /// How long to wait at most when all servers have been tried in vain. The first wait is a tenth
  /// of a second, and each is twice as long as the one before.
  public B reconnectWait(Duration wait) {
    values.reconnectWait = wait;
    return self();
  }

  /// How much longer at most, so that not all clients come at once.
  public B reconnectJitter(Duration jitter) {
    values.reconnectJitter = jitter;
    return self();
  }

  /// How much longer at most where TLS is demanded, which costs servers more.
  public B reconnectJitterTls(Duration jitter) {
    values.reconnectJitterTls = jitter;
    return self();
  }

  /// Decides instead of [#reconnectWait] and the jitters.
  public B reconnectDelayHandler(ReconnectDelayHandler handler) {
    values.reconnectDelayHandler = handler;
    return self();
  }

  /// How many bytes may wait while there is no connection; negative for any number.
  public B reconnectBufferSize(long bytes) {
    values.reconnectBufferSize = bytes;
    return self();
  }

  /// What happens to a message that is published while there is no connection.
  public B publishWhenDisconnected(Options.WhenDisconnected policy) {
    values.whenDisconnected = policy;
    return self();
  }
}
