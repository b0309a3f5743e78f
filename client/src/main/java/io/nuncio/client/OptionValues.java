package io.nuncio.client;

import io.nuncio.client.transport.BufferPolicy;
import io.nuncio.client.transport.ServerAddress;
import io.nuncio.client.transport.TlsFiles;
import io.nuncio.wire.ByteEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What a builder of [Options] collects: set by it alone, and only read once a connection has it.
final class OptionValues implements Cloneable {
  /// How many bytes wait at most for the writer of a connection that stands.
  private static final long CONNECTED_BYTES = 1024 * 1024;

  List<ServerAddress> servers = new ArrayList<>();
  List<Interceptor> interceptors = new ArrayList<>();
  @Nullable String connectionName;
  @Nullable Supplier<char[]> token;
  char @Nullable [] user;
  char @Nullable [] password;
  @Nullable AuthHandler authHandler;
  @Nullable SSLContext sslContext;
  TlsFiles tlsFiles = TlsFiles.NONE;
  @Nullable ErrorListener errorListener;
  @Nullable ConnectionListener connectionListener;
  @Nullable ReconnectDelayHandler reconnectDelayHandler;
  @Nullable StatisticsCollector statistics;
  @Nullable ExecutorService executor;
  @Nullable ThreadFactory readerThreads;
  @Nullable ThreadFactory writerThreads;
  @Nullable Supplier<ByteEndpoint> endpoint;
  Options.WhenDisconnected whenDisconnected = Options.WhenDisconnected.BUFFER;
  String inboxPrefix = Options.DEFAULT_INBOX_PREFIX;
  Duration connectionTimeout = Options.DEFAULT_CONNECTION_TIMEOUT;
  Duration requestTimeout = Options.DEFAULT_CONNECTION_TIMEOUT;
  Duration socketWriteTimeout = Options.DEFAULT_SOCKET_WRITE_TIMEOUT;
  Duration reconnectWait = Options.DEFAULT_RECONNECT_WAIT;
  Duration reconnectJitter = Options.DEFAULT_RECONNECT_JITTER;
  Duration reconnectJitterTls = Options.DEFAULT_RECONNECT_JITTER_TLS;
  Duration pingInterval = Options.DEFAULT_PING_INTERVAL;
  int maxPingsOut = Options.DEFAULT_MAX_PINGS_OUT;
  int maxReconnects = Options.DEFAULT_MAX_RECONNECT;
  int maxControlLine = Options.DEFAULT_MAX_CONTROL_LINE;
  int receiveBufferSize;
  int sendBufferSize;
  int socketSoLinger = -1;
  long reconnectBufferSize = Options.DEFAULT_RECONNECT_BUF_SIZE;
  boolean secure;

  /// Whether the first connection is waited for as every other is.
  boolean patient;

  boolean tlsFirst;
  boolean noEcho;
  boolean noHeaders;
  boolean noNoResponders;
  boolean verbose;
  boolean pedantic;
  boolean noRandomize;
  boolean ignoreDiscoveredServers;
  boolean reportNoResponders;
  boolean useTimeoutException;
  boolean clientSideLimitChecks = true;
  boolean daemonThreads = true;

  Interceptors interceptors() {
    return new Interceptors(interceptors);
  }

  BufferPolicy bufferPolicy() {
    return new BufferPolicy(
        CONNECTED_BYTES,
        reconnectBufferSize < 0 ? Long.MAX_VALUE : reconnectBufferSize,
        BufferPolicy.WhenDisconnected.valueOf(whenDisconnected.name()));
  }

  /// A copy of its own.
  OptionValues copy() {
    try {
      OptionValues copy = (OptionValues) super.clone();
      copy.servers = new ArrayList<>(servers);
      copy.interceptors = new ArrayList<>(interceptors);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("a class that is Cloneable can be copied", e);
    }
  }
}
