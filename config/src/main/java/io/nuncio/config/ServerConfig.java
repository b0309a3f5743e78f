package io.nuncio.config;

/// Everything a server needs to know before it starts.
///
/// @param listen where clients connect
/// @param identity what the server is called
/// @param authentication how clients prove who they are
/// @param failureDelay how guessing is slowed
/// @param limits what a client may not exceed
/// @param timers how long the server waits for a client
/// @param protocol how the server speaks with its clients
/// @param reports how much is remembered of what went wrong
/// @param log what is logged, and where to
/// @param files by which other programs find the server
/// @param lameDuck how clients are let go when the server is to be replaced
/// @param monitoring where the server can be watched
/// @param tls how connections are protected
/// @param loops number of event loops; 0 leaves the choice to the server
public record ServerConfig(
    ListenAddress listen,
    Identity identity,
    AuthenticationConfig authentication,
    FailureDelay failureDelay,
    Limits limits,
    Timers timers,
    ClientProtocol protocol,
    Reports reports,
    LogConfig log,
    ProcessFiles files,
    LameDuck lameDuck,
    MonitoringConfig monitoring,
    TlsConfig tls,
    int loops) {
  /// @throws IllegalArgumentException if the number of loops is negative
  public ServerConfig {
    if (loops < 0) {
      throw new IllegalArgumentException("loops is 0 or more, got " + loops);
    }
  }

  /// A server on port 4222 of every interface that lets everybody in.
  public static ServerConfig defaults() {
    return builder().build();
  }

  /// Begins with [#defaults()].
  public static Builder builder() {
    return new Builder();
  }

  /// Begins with this one.
  public Builder change() {
    return new Builder()
        .listen(listen)
        .identity(identity)
        .authentication(authentication)
        .failureDelay(failureDelay)
        .limits(limits)
        .timers(timers)
        .protocol(protocol)
        .reports(reports)
        .log(log)
        .files(files)
        .lameDuck(lameDuck)
        .monitoring(monitoring)
        .tls(tls)
        .loops(loops);
  }

  /// Makes a [ServerConfig], part by part. Not safe for use by several threads.
  public static final class Builder {
    private ListenAddress listen = ListenAddress.defaults();
    private Identity identity = Identity.defaults();
    private AuthenticationConfig authentication = new AuthenticationConfig.Open();
    private FailureDelay failureDelay = FailureDelay.defaults();
    private Limits limits = Limits.defaults();
    private Timers timers = Timers.defaults();
    private ClientProtocol protocol = ClientProtocol.defaults();
    private Reports reports = Reports.defaults();
    private LogConfig log = LogConfig.defaults();
    private ProcessFiles files = ProcessFiles.defaults();
    private LameDuck lameDuck = LameDuck.defaults();
    private MonitoringConfig monitoring = new MonitoringConfig.Off();
    private TlsConfig tls = new TlsConfig.Off();
    private int loops;

    private Builder() {}

    /// Where clients connect.
    public Builder listen(ListenAddress value) {
      listen = value;
      return this;
    }

    /// What the server is called.
    public Builder identity(Identity value) {
      identity = value;
      return this;
    }

    /// How clients prove who they are.
    public Builder authentication(AuthenticationConfig value) {
      authentication = value;
      return this;
    }

    /// How guessing is slowed.
    public Builder failureDelay(FailureDelay value) {
      failureDelay = value;
      return this;
    }

    /// What a client may not exceed.
    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /// How long the server waits for a client.
    public Builder timers(Timers value) {
      timers = value;
      return this;
    }

    /// How the server speaks with its clients.
    public Builder protocol(ClientProtocol value) {
      protocol = value;
      return this;
    }

    /// How much is remembered of what went wrong.
    public Builder reports(Reports value) {
      reports = value;
      return this;
    }

    /// What is logged, and where to.
    public Builder log(LogConfig value) {
      log = value;
      return this;
    }

    /// By which other programs find the server.
    public Builder files(ProcessFiles value) {
      files = value;
      return this;
    }

    /// How clients are let go.
    public Builder lameDuck(LameDuck value) {
      lameDuck = value;
      return this;
    }

    /// Where the server can be watched.
    public Builder monitoring(MonitoringConfig value) {
      monitoring = value;
      return this;
    }

    /// How connections are protected.
    public Builder tls(TlsConfig value) {
      tls = value;
      return this;
    }

    /// The number of event loops; 0 leaves the choice to the server.
    public Builder loops(int value) {
      loops = value;
      return this;
    }

    /// What was set, and the defaults for the rest.
    ///
    /// @throws IllegalArgumentException if the number of loops is negative
    public ServerConfig build() {
      return new ServerConfig(
          listen,
          identity,
          authentication,
          failureDelay,
          limits,
          timers,
          protocol,
          reports,
          log,
          files,
          lameDuck,
          monitoring,
          tls,
          loops);
    }
  }
}
