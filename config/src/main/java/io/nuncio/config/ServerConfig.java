package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Everything a server needs to know before it starts.
///
/// @param listen where clients connect
/// @param serverName without white space; null for a generated one
/// @param authentication how clients prove who they are
/// @param limits what a client may not exceed
/// @param timers how long the server waits for a client
/// @param log what is logged, and where to
/// @param pidFile receives the process id in decimal; null for none
/// @param portsFileFolder receives a file that names the ports; null for none
/// @param clientAdvertise the `host:port` that other servers tell clients to connect to; null for
///   the address listened on
/// @param lameDuck how clients are let go when the server is to be replaced
/// @param loops number of event loops; 0 leaves the choice to the server
public record ServerConfig(
    ListenAddress listen,
    @Nullable String serverName,
    AuthenticationConfig authentication,
    Limits limits,
    Timers timers,
    LogConfig log,
    @Nullable Path pidFile,
    @Nullable Path portsFileFolder,
    @Nullable String clientAdvertise,
    LameDuck lameDuck,
    int loops) {
  /// @throws IllegalArgumentException if the name is empty or has white space in it, or the number
  ///   of loops is negative
  public ServerConfig {
    if (serverName != null && !isName(serverName)) {
      throw new IllegalArgumentException(
          "a server name is one word without white space, got \"" + serverName + "\"");
    }
    if (loops < 0) {
      throw new IllegalArgumentException("loops is 0 or more, got " + loops);
    }
  }

  /// A server on port 4222 of every interface that lets everybody in.
  public static ServerConfig defaults() {
    return new ServerConfig(
        ListenAddress.defaults(),
        null,
        new AuthenticationConfig.Open(),
        Limits.defaults(),
        Timers.defaults(),
        LogConfig.defaults(),
        null,
        null,
        null,
        LameDuck.defaults(),
        0);
  }

  /// The same with another address.
  public ServerConfig withListen(ListenAddress other) {
    return new ServerConfig(
        other,
        serverName,
        authentication,
        limits,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        loops);
  }

  /// The same with another name.
  public ServerConfig withServerName(String other) {
    return new ServerConfig(
        listen,
        other,
        authentication,
        limits,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        loops);
  }

  /// The same with another way of proving who one is.
  public ServerConfig withAuthentication(AuthenticationConfig other) {
    return new ServerConfig(
        listen,
        serverName,
        other,
        limits,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        loops);
  }

  /// The same with other limits.
  public ServerConfig withLimits(Limits other) {
    return new ServerConfig(
        listen,
        serverName,
        authentication,
        other,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        loops);
  }

  /// The same with other times.
  public ServerConfig withTimers(Timers other) {
    return new ServerConfig(
        listen,
        serverName,
        authentication,
        limits,
        other,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        loops);
  }

  /// The same with another number of event loops.
  public ServerConfig withLoops(int other) {
    return new ServerConfig(
        listen,
        serverName,
        authentication,
        limits,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        lameDuck,
        other);
  }

  /// The same with other ways of letting clients go.
  public ServerConfig withLameDuck(LameDuck other) {
    return new ServerConfig(
        listen,
        serverName,
        authentication,
        limits,
        timers,
        log,
        pidFile,
        portsFileFolder,
        clientAdvertise,
        other,
        loops);
  }

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
