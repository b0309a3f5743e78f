package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.Timers;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.events.LogSink;
import io.nuncio.wire.ServerInfo;
import java.util.List;

/// What all sessions of a server share. Immutable, but for the outputs, each confined to its loop.
public final class SessionContext {
  private final ServerInfo info;
  private final ServerConfig config;
  private final Authenticator authenticator;
  private final Account account;
  private final LoopOutput[] outputs;
  private final LogSink log;

  /// @param info what the server says of itself
  /// @param account where clients publish and subscribe
  /// @param outputs by index of the event loop
  /// @param log where lines about clients go
  public SessionContext(
      ServerInfo info,
      ServerConfig config,
      Authenticator authenticator,
      Account account,
      List<LoopOutput> outputs,
      LogSink log) {
    this.info = info;
    this.config = config;
    this.authenticator = authenticator;
    this.account = account;
    this.outputs = outputs.toArray(LoopOutput[]::new);
    this.log = log;
  }

  /// What the server says of itself.
  public ServerInfo info() {
    return info;
  }

  /// What a client may not exceed.
  public Limits limits() {
    return config.limits();
  }

  /// How long the server waits for a client.
  public Timers timers() {
    return config.timers();
  }

  /// Bytes after which a traced payload is cut; 0 for never.
  int maxTracedBytes() {
    return config.log().maxTracedBytes();
  }

  /// Decides who is let in.
  public Authenticator authenticator() {
    return authenticator;
  }

  /// Where clients publish and subscribe.
  public Account account() {
    return account;
  }

  /// By index of the event loop; not to be changed. An array, because each delivery looks here.
  LoopOutput[] outputs() {
    return outputs;
  }

  /// Where lines about clients go.
  public LogSink log() {
    return log;
  }
}
