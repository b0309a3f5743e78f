package io.nuncio.client;

import io.nuncio.client.transport.ServerAddress;
import io.nuncio.wire.ByteEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What a connection is to be like. Immutable; made by a [Builder].
public final class Options {
  /// Where a client connects to that is not told where.
  public static final String DEFAULT_URL = "nats://localhost:4222";

  public static final int DEFAULT_PORT = ServerAddress.DEFAULT_PORT;
  public static final int DEFAULT_MAX_RECONNECT = 60;
  public static final int DEFAULT_MAX_PINGS_OUT = 2;
  public static final int DEFAULT_RECONNECT_BUF_SIZE = 8 * 1024 * 1024;

  /// Longest line that a server may send.
  public static final int DEFAULT_MAX_CONTROL_LINE = 64 * 1024;

  public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(2);
  public static final Duration DEFAULT_RECONNECT_WAIT = Duration.ofSeconds(2);
  public static final Duration DEFAULT_RECONNECT_JITTER = Duration.ofMillis(100);
  public static final Duration DEFAULT_PING_INTERVAL = Duration.ofMinutes(2);

  private final OptionValues values;

  /// What happens to a message that is published while there is no connection.
  public enum WhenDisconnected {
    /// It waits with others, up to [Builder#reconnectBufferSize]; beyond that publishing throws an
    /// [IllegalStateException].
    BUFFER,
    /// Publishing throws an [IllegalStateException].
    FAIL,
    /// Publishing waits until there is a connection.
    BLOCK
  }

  private Options(OptionValues values) {
    this.values = values;
  }

  /// Options with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  OptionValues values() {
    return values;
  }

  /// The URLs, without what proves who the client is.
  public List<String> getServers() {
    return values.servers.stream().map(ServerAddress::url).toList();
  }

  public @Nullable String getConnectionName() {
    return values.connectionName;
  }

  public int getMaxReconnect() {
    return values.maxReconnects;
  }

  public Duration getReconnectWait() {
    return values.reconnectWait;
  }

  public Duration getReconnectJitter() {
    return values.reconnectJitter;
  }

  public long getReconnectBufferSize() {
    return values.reconnectBufferSize;
  }

  public Duration getConnectionTimeout() {
    return values.connectionTimeout;
  }

  public Duration getRequestTimeout() {
    return values.requestTimeout;
  }

  public Duration getPingInterval() {
    return values.pingInterval;
  }

  public int getMaxPingsOut() {
    return values.maxPingsOut;
  }

  public int getMaxControlLine() {
    return values.maxControlLine;
  }

  public String getInboxPrefix() {
    return values.inboxPrefix;
  }

  public boolean isNoEcho() {
    return values.noEcho;
  }

  public boolean isVerbose() {
    return values.verbose;
  }

  public boolean isPedantic() {
    return values.pedantic;
  }

  public boolean isTlsFirst() {
    return values.tlsFirst;
  }

  public boolean isNoRandomize() {
    return values.noRandomize;
  }

  public boolean isIgnoreDiscoveredServers() {
    return values.ignoreDiscoveredServers;
  }

  public boolean isReportNoResponders() {
    return values.reportNoResponders;
  }

  public WhenDisconnected getPublishWhenDisconnected() {
    return values.whenDisconnected;
  }

  /// Names the servers and the connection, and nothing that proves who the client is.
  @Override
  public String toString() {
    return "Options[servers=" + getServers() + ", connectionName=" + values.connectionName + "]";
  }

  /// Collects options; every method returns the builder.
  public static final class Builder {
    private final OptionValues values;

    /// Begins with the defaults.
    public Builder() {
      values = new OptionValues();
    }

    /// Begins with what others say.
    public Builder(Options others) {
      values = new OptionValues(others.values);
    }

    /// Adds a server, or several separated by commas. What stands before the `@` of a URL counts
    /// more than other options: a token, or user and password, percent-encoded.
    ///
    /// @param url such as `nats://mytoken@localhost:4222`, `tls://example.com` or `localhost`
    /// @throws IllegalArgumentException if it is no URL of a server
    public Builder server(String url) {
      for (String each : url.split(",", -1)) {
        values.servers.add(ServerAddress.parse(each));
      }
      return this;
    }

    /// Adds servers.
    public Builder servers(String[] urls) {
      for (String url : urls) {
        server(url);
      }
      return this;
    }

    /// Takes the connection from here instead of making a socket; asked at each connect, which
    /// fails if that throws an [java.io.UncheckedIOException].
    public Builder endpoint(Supplier<ByteEndpoint> supplier) {
      values.endpoint = supplier;
      return this;
    }

    /// A token that proves who the client is.
    public Builder token(String token) {
      return token(token.toCharArray());
    }

    /// A token that proves who the client is; the array is kept.
    public Builder token(char[] token) {
      return tokenSupplier(() -> token);
    }

    /// Where a token comes from; asked again at each connect.
    public Builder tokenSupplier(Supplier<char[]> supplier) {
      values.token = supplier;
      return this;
    }

    public Builder userInfo(String user, String password) {
      return userInfo(user.toCharArray(), password.toCharArray());
    }

    /// Keeps the arrays.
    public Builder userInfo(char[] user, char[] password) {
      values.user = user;
      values.password = password;
      return this;
    }

    public Builder authHandler(AuthHandler handler) {
      values.authHandler = handler;
      return this;
    }

    /// A `.creds` file that proves who the client is, read at each connect.
    public Builder credentialPath(String file) {
      return authHandler(Nats.credentials(file));
    }

    /// What the server and the threads call this connection.
    public Builder connectionName(String name) {
      values.connectionName = name;
      return this;
    }

    /// Closes the connection when it breaks.
    public Builder noReconnect() {
      return maxReconnects(0);
    }

    /// How often in a row a server may fail before it is given up; negative for no limit.
    public Builder maxReconnects(int times) {
      values.maxReconnects = times;
      return this;
    }

    /// How long to wait when all servers have been tried in vain.
    public Builder reconnectWait(Duration wait) {
      values.reconnectWait = wait;
      return this;
    }

    /// How much longer at most, so that not all clients come at once.
    public Builder reconnectJitter(Duration jitter) {
      values.reconnectJitter = jitter;
      return this;
    }

    /// Decides instead of [#reconnectWait] and [#reconnectJitter].
    public Builder reconnectDelayHandler(ReconnectDelayHandler handler) {
      values.reconnectDelayHandler = handler;
      return this;
    }

    /// How many bytes may wait while there is no connection; negative for any number.
    public Builder reconnectBufferSize(long bytes) {
      values.reconnectBufferSize = bytes;
      return this;
    }

    /// What happens to a message that is published while there is no connection.
    public Builder publishWhenDisconnected(WhenDisconnected policy) {
      values.whenDisconnected = policy;
      return this;
    }

    /// How long a server may take to answer when it is connected to.
    public Builder connectionTimeout(Duration timeout) {
      values.connectionTimeout = timeout;
      return this;
    }

    /// How long requests wait that are given no limit.
    public Builder requestTimeout(Duration timeout) {
      values.requestTimeout = timeout;
      return this;
    }

    /// How often the server is asked whether it is there.
    public Builder pingInterval(Duration interval) {
      values.pingInterval = interval;
      return this;
    }

    /// How many pings may be without an answer before the connection counts as broken.
    public Builder maxPingsOut(int count) {
      values.maxPingsOut = count;
      return this;
    }

    /// Longest line that a server may send.
    public Builder maxControlLine(int bytes) {
      values.maxControlLine = bytes;
      return this;
    }

    /// What subjects of inboxes begin with.
    public Builder inboxPrefix(String prefix) {
      values.inboxPrefix = prefix.endsWith(".") ? prefix : prefix + ".";
      return this;
    }

    /// Does not receive what it publishes itself.
    public Builder noEcho() {
      values.noEcho = true;
      return this;
    }

    /// Lets the server say `+OK` to everything.
    public Builder verbose() {
      values.verbose = true;
      return this;
    }

    /// Lets the server check the subjects of messages.
    public Builder pedantic() {
      values.pedantic = true;
      return this;
    }

    /// Demands TLS.
    public Builder secure() {
      values.secure = true;
      return this;
    }

    /// Demands TLS, and begins with it before the server says anything.
    public Builder tlsFirst() {
      values.tlsFirst = true;
      values.secure = true;
      return this;
    }

    /// Demands TLS with this context.
    public Builder sslContext(SSLContext context) {
      values.sslContext = context;
      values.secure = true;
      return this;
    }

    /// Demands TLS with a server that one of these authorities speaks for.
    ///
    /// @param authorities a PEM file, read at each connect
    public Builder trustPem(Path authorities) {
      values.trust = authorities;
      values.secure = true;
      return this;
    }

    /// Demands TLS, and shows this certificate.
    ///
    /// @param certificate a PEM file with the certificate first and those above it after, read at
    ///   each connect
    /// @param key a PEM file with its key, PKCS#8 and not encrypted
    public Builder identityPem(Path certificate, Path key) {
      values.certificate = certificate;
      values.key = key;
      values.secure = true;
      return this;
    }

    public Builder errorListener(ErrorListener listener) {
      values.errorListener = listener;
      return this;
    }

    public Builder connectionListener(ConnectionListener listener) {
      values.connectionListener = listener;
      return this;
    }

    /// Runs handlers and listeners; the application closes it itself.
    public Builder executor(ExecutorService service) {
      values.executor = service;
      return this;
    }

    /// Whether the JVM may end while the connection stands; it may unless this is called.
    public Builder daemonThreads(boolean daemon) {
      values.daemonThreads = daemon;
      return this;
    }

    /// Completes a request on a subject that nobody subscribes to with a [StatusException], instead
    /// of cancelling it.
    public Builder reportNoResponders() {
      values.reportNoResponders = true;
      return this;
    }

    /// Completes a request that took too long with a `TimeoutException`, instead of cancelling it.
    public Builder useTimeoutException() {
      values.useTimeoutException = true;
      return this;
    }

    /// Tries servers in the order in which they were added.
    public Builder noRandomize() {
      values.noRandomize = true;
      return this;
    }

    /// Connects to no server that was not added.
    public Builder ignoreDiscoveredServers() {
      values.ignoreDiscoveredServers = true;
      return this;
    }

    /// The options.
    ///
    /// @throws IllegalStateException if there are both a token and a user
    public Options build() {
      if (values.token != null && values.user != null) {
        throw new IllegalStateException("a client has a token or a user, not both");
      }
      OptionValues built = new OptionValues(values);
      if (built.servers.isEmpty()) {
        built.servers.add(ServerAddress.parse(DEFAULT_URL));
      }
      return new Options(built);
    }
  }
}
