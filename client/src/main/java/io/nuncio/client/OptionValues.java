package io.nuncio.client;

import io.nuncio.client.transport.ServerAddress;
import io.nuncio.wire.ByteEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What a builder of [Options] collects: set by it alone, and only read once a connection has it.
final class OptionValues {
  List<ServerAddress> servers = new ArrayList<>();
  @Nullable String connectionName;
  @Nullable Supplier<char[]> token;
  char @Nullable [] user;
  char @Nullable [] password;
  @Nullable AuthHandler authHandler;
  @Nullable SSLContext sslContext;
  @Nullable Path trust;
  @Nullable Path certificate;
  @Nullable Path key;
  @Nullable ErrorListener errorListener;
  @Nullable ConnectionListener connectionListener;
  @Nullable ReconnectDelayHandler reconnectDelayHandler;
  @Nullable ExecutorService executor;
  @Nullable Supplier<ByteEndpoint> endpoint;
  Options.WhenDisconnected whenDisconnected = Options.WhenDisconnected.BUFFER;
  String inboxPrefix = "_INBOX.";
  Duration connectionTimeout = Options.DEFAULT_CONNECTION_TIMEOUT;
  Duration requestTimeout = Options.DEFAULT_CONNECTION_TIMEOUT;
  Duration reconnectWait = Options.DEFAULT_RECONNECT_WAIT;
  Duration reconnectJitter = Options.DEFAULT_RECONNECT_JITTER;
  Duration pingInterval = Options.DEFAULT_PING_INTERVAL;
  int maxPingsOut = Options.DEFAULT_MAX_PINGS_OUT;
  int maxReconnects = Options.DEFAULT_MAX_RECONNECT;
  int maxControlLine = Options.DEFAULT_MAX_CONTROL_LINE;
  long reconnectBufferSize = Options.DEFAULT_RECONNECT_BUF_SIZE;
  boolean secure;
  boolean tlsFirst;
  boolean noEcho;
  boolean verbose;
  boolean pedantic;
  boolean noRandomize;
  boolean ignoreDiscoveredServers;
  boolean reportNoResponders;
  boolean useTimeoutException;
  boolean daemonThreads = true;

  OptionValues() {}

  /// A copy of its own.
  OptionValues(OptionValues other) {
    servers = new ArrayList<>(other.servers);
    connectionName = other.connectionName;
    token = other.token;
    user = other.user;
    password = other.password;
    authHandler = other.authHandler;
    sslContext = other.sslContext;
    trust = other.trust;
    certificate = other.certificate;
    key = other.key;
    errorListener = other.errorListener;
    connectionListener = other.connectionListener;
    reconnectDelayHandler = other.reconnectDelayHandler;
    executor = other.executor;
    endpoint = other.endpoint;
    whenDisconnected = other.whenDisconnected;
    inboxPrefix = other.inboxPrefix;
    connectionTimeout = other.connectionTimeout;
    requestTimeout = other.requestTimeout;
    reconnectWait = other.reconnectWait;
    reconnectJitter = other.reconnectJitter;
    pingInterval = other.pingInterval;
    maxPingsOut = other.maxPingsOut;
    maxReconnects = other.maxReconnects;
    maxControlLine = other.maxControlLine;
    reconnectBufferSize = other.reconnectBufferSize;
    copySwitches(other);
  }

  private void copySwitches(OptionValues other) {
    secure = other.secure;
    tlsFirst = other.tlsFirst;
    noEcho = other.noEcho;
    verbose = other.verbose;
    pedantic = other.pedantic;
    noRandomize = other.noRandomize;
    ignoreDiscoveredServers = other.ignoreDiscoveredServers;
    reportNoResponders = other.reportNoResponders;
    useTimeoutException = other.useTimeoutException;
    daemonThreads = other.daemonThreads;
  }
}
