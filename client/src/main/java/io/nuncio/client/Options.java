package io.nuncio.client;

import io.nuncio.client.transport.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What a connection is to be like. Immutable; made by a [Builder].
public final class Options {
  /// Where a client connects to that is not told where.
  public static final String DEFAULT_URL = "nats://localhost:4222";

  /// What subjects of inboxes begin with.
  public static final String DEFAULT_INBOX_PREFIX = "_INBOX.";

  public static final int DEFAULT_PORT = ServerAddress.DEFAULT_PORT;
  public static final int DEFAULT_MAX_RECONNECT = 60;
  public static final int DEFAULT_MAX_PINGS_OUT = 2;
  public static final int DEFAULT_RECONNECT_BUF_SIZE = 8 * 1024 * 1024;

  /// Longest line that a server may send.
  public static final int DEFAULT_MAX_CONTROL_LINE = 64 * 1024;

  public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(2);
  public static final Duration DEFAULT_SOCKET_WRITE_TIMEOUT = Duration.ofMinutes(1);
  public static final Duration DEFAULT_RECONNECT_WAIT = Duration.ofSeconds(2);
  public static final Duration DEFAULT_RECONNECT_JITTER = Duration.ofMillis(100);
  public static final Duration DEFAULT_RECONNECT_JITTER_TLS = Duration.ofSeconds(1);
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
  public List<URI> getServers() {
    return values.servers.stream().map(ServerAddress::url).map(URI::create).toList();
  }

  public @Nullable String getConnectionName() {
    return values.connectionName;
  }

  public String getInboxPrefix() {
    return values.inboxPrefix;
  }

  public Duration getConnectionTimeout() {
    return values.connectionTimeout;
  }

  public Duration getRequestTimeout() {
    return values.requestTimeout;
  }

  public Duration getSocketWriteTimeout() {
    return values.socketWriteTimeout;
  }

  public Duration getReconnectWait() {
    return values.reconnectWait;
  }

  public Duration getReconnectJitter() {
    return values.reconnectJitter;
  }

  public Duration getReconnectJitterTls() {
    return values.reconnectJitterTls;
  }

  public Duration getPingInterval() {
    return values.pingInterval;
  }

  public int getMaxReconnect() {
    return values.maxReconnects;
  }

  public int getMaxPingsOut() {
    return values.maxPingsOut;
  }

  public int getMaxControlLine() {
    return values.maxControlLine;
  }

  public int getReceiveBufferSize() {
    return values.receiveBufferSize;
  }

  public int getSendBufferSize() {
    return values.sendBufferSize;
  }

  public int getSocketSoLinger() {
    return values.socketSoLinger;
  }

  public long getReconnectBufferSize() {
    return values.reconnectBufferSize;
  }

  public WhenDisconnected getPublishWhenDisconnected() {
    return values.whenDisconnected;
  }

  /// Whether a server without TLS is refused.
  public boolean isTLSRequired() {
    return values.secure || values.servers.stream().anyMatch(ServerAddress::tls);
  }

  public boolean isTlsFirst() {
    return values.tlsFirst;
  }

  public boolean isNoEcho() {
    return values.noEcho;
  }

  public boolean isNoHeaders() {
    return values.noHeaders;
  }

  public boolean isNoNoResponders() {
    return values.noNoResponders;
  }

  public boolean isVerbose() {
    return values.verbose;
  }

  public boolean isPedantic() {
    return values.pedantic;
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

  public boolean useTimeoutException() {
    return values.useTimeoutException;
  }

  public boolean clientSideLimitChecks() {
    return values.clientSideLimitChecks;
  }

  public @Nullable SSLContext getSslContext() {
    return values.sslContext;
  }

  public @Nullable AuthHandler getAuthHandler() {
    return values.authHandler;
  }

  public @Nullable ErrorListener getErrorListener() {
    return values.errorListener;
  }

  public @Nullable ConnectionListener getConnectionListener() {
    return values.connectionListener;
  }

  public @Nullable ReconnectDelayHandler getReconnectDelayHandler() {
    return values.reconnectDelayHandler;
  }

  public @Nullable StatisticsCollector getStatisticsCollector() {
    return values.statistics;
  }

  public @Nullable ExecutorService getExecutor() {
    return values.executor;
  }

  /// Names the servers and the connection, and nothing that proves who the client is.
  @Override
  public String toString() {
    return "Options[servers=" + getServers() + ", connectionName=" + values.connectionName + "]";
  }

  /// Collects options; every method returns the builder.
  public static final class Builder extends InertOptions<Builder> {
    /// Begins with the defaults.
    public Builder() {
      super(new OptionValues());
    }

    /// Begins with what others say.
    public Builder(Options others) {
      super(others.values.copy());
    }

    /// Begins with what properties say; see [#properties].
    public Builder(Properties properties) {
      this();
      properties(properties);
    }

    @Override
    Builder self() {
      return this;
    }

    /// Takes over what properties say, by the names that jnats gives them, such as
    /// `io.nats.client.url`; `docs/client.md` lists those that are known.
    ///
    /// @throws IllegalArgumentException if a value is not what its option takes; the message names
    ///   the property, and does not repeat the value
    public Builder properties(Properties properties) {
      OptionProperties.apply(properties, this);
      return this;
    }

    /// What the server and the threads call this connection.
    public Builder connectionName(@Nullable String name) {
      values.connectionName = name;
      return this;
    }

    /// How long requests wait that are given no limit.
    public Builder requestTimeout(Duration timeout) {
      values.requestTimeout = timeout;
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

    /// Tells the server that this client does not want headers.
    public Builder noHeaders() {
      values.noHeaders = true;
      return this;
    }

    /// Is not told that nobody subscribes to a request's subject: such a request waits in vain.
    public Builder noNoResponders() {
      values.noNoResponders = true;
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

    /// Whether publishing more than the server takes throws; else the server ends the connection.
    public Builder clientSideLimitChecks(boolean checks) {
      values.clientSideLimitChecks = checks;
      return this;
    }

    public Builder errorListener(@Nullable ErrorListener listener) {
      values.errorListener = listener;
      return this;
    }

    public Builder connectionListener(@Nullable ConnectionListener listener) {
      values.connectionListener = listener;
      return this;
    }

    /// Adds something that stands around messages, inside of those that were added before.
    public Builder interceptor(Interceptor interceptor) {
      values.interceptors.add(interceptor);
      return this;
    }

    /// Counts instead of the connection.
    public Builder statisticsCollector(@Nullable StatisticsCollector collector) {
      values.statistics = collector;
      return this;
    }

    /// Runs handlers and listeners; the application closes it itself.
    public Builder executor(@Nullable ExecutorService service) {
      values.executor = service;
      return this;
    }

    /// The same as [#executor].
    public Builder callbackExecutor(@Nullable ExecutorService service) {
      return executor(service);
    }

    /// Makes the thread that reads. What it is called and whether it is a daemon is for the factory
    /// to say.
    public Builder readerThreadFactory(@Nullable ThreadFactory factory) {
      values.readerThreads = factory;
      return this;
    }

    /// Makes the thread that writes, likewise.
    public Builder writerThreadFactory(@Nullable ThreadFactory factory) {
      values.writerThreads = factory;
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

    /// The options.
    ///
    /// @throws IllegalStateException if there are both a token and a user
    public Options build() {
      if (values.token != null && values.user != null) {
        throw new IllegalStateException("a client has a token or a user, not both");
      }
      OptionValues built = values.copy();
      if (built.servers.isEmpty()) {
        built.servers.add(ServerAddress.parse(DEFAULT_URL));
      }
      return new Options(built);
    }
  }
}
