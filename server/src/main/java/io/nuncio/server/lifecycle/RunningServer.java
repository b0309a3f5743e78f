package io.nuncio.server.lifecycle;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.TlsConfig;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.Ports;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.session.Settings;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.NioPoller;
import io.nuncio.server.transport.SystemClock;
import io.nuncio.server.transport.TlsMeans;
import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ServerId;
import io.nuncio.wire.ServerInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;

/// A server that listens: sockets, threads and a [ServerCore].
///
/// Started and closed by any thread; what happens between is the loops'.
public final class RunningServer implements AutoCloseable {
  private static final String COMPATIBLE_VERSION = "2.15.2";
  private static final int DISCOURAGED_PAYLOAD_BYTES = 8 << 20;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
  private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(10);

  private final LogSink log;
  private final Authenticator.Means means;
  private final ClientListener listener;
  private final ServerCore core;
  private final List<EventLoop> loops;
  private final List<Thread> threads;
  private final AuthWorkers authWorkers;
  private final TlsWorkers tlsWorkers;
  private final ServerTls tls;
  private final LiveSnapshots snapshots;
  private final LocalLinks localLinks = new LocalLinks();
  private final AtomicBoolean lameDuck = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Guarded by this.
  private Settings settings;

  private RunningServer(
      Settings settings,
      Ports ports,
      Authenticator.Means means,
      ClientListener listener,
      ServerCore core,
      List<EventLoop> loops,
      List<Thread> threads,
      AuthWorkers authWorkers,
      TlsWorkers tlsWorkers,
      ServerTls tls) {
    this.settings = settings;
    this.log = ports.log();
    this.means = means;
    this.listener = listener;
    this.core = core;
    this.loops = List.copyOf(loops);
    this.threads = List.copyOf(threads);
    this.authWorkers = authWorkers;
    this.tlsWorkers = tlsWorkers;
    this.tls = tls;
    this.snapshots = new LiveSnapshots(core, authWorkers, ports.clock(), tls);
  }

  /// Starts a server; it accepts when this returns.
  ///
  /// @param software names the program that answers, in `INFO`
  /// @param entropy secret randomness: identity, and seeds for the loops
  /// @param log receives the lines
  /// @param events told what happens to clients
  /// @throws IOException if it cannot listen; the message says where and why
  public static RunningServer start(
      ServerConfig config, String software, RandomGenerator entropy, LogSink log, EventSink events)
      throws IOException {
    SystemClock clock = new SystemClock();
    Ports ports = new Ports(log, events, clock);
    int cores = Runtime.getRuntime().availableProcessors();
    int loopCount = config.loops() > 0 ? config.loops() : defaultLoops(cores);
    AuthWorkers workers = new AuthWorkers(cores);
    Authenticator.Means means = new Authenticator.Means(workers, entropy, clock);
    Authenticator authenticator = authenticator(config, means);
    ClientListener listener = ClientListener.open(config.listen());
    ServerTls tls = tlsBehind(listener, config, clock);

    String id = ServerId.random(entropy);
    announceIdentity(config, id, log);
    ServerInfo info = info(config, id, software, listener.portOrZero(), authenticator);
    Settings settings = new Settings(info, config, authenticator, tls.settings());

    List<NioPoller> pollers = new ArrayList<>();
    List<EventLoop> loops = new ArrayList<>();
    List<RandomGenerator> randoms = new ArrayList<>();
    for (int i = 0; i < loopCount; i++) {
      pollers.add(new NioPoller(fault -> logFault(log, fault)));
      loops.add(new EventLoop(i, pollers.get(i), clock, fault -> logFault(log, fault)));
      randoms.add(new SplittableRandom(entropy.nextLong()));
    }
    TlsWorkers tlsWorkers = new TlsWorkers(cores);
    ServerCore core = core(settings, loops, randoms, ports, tlsWorkers);
    List<Thread> threads = startThreads(loops, log);
    RunningServer server =
        new RunningServer(
            settings, ports, means, listener, core, loops, threads, workers, tlsWorkers, tls);
    server.announce(settings, log);
    listener.accept(loops.getFirst(), pollers.getFirst(), core::accept, log);
    log.log(Level.INFO, "Server is ready");
    core.rehearseHandshake();
    return server;
  }

  /// Reads keys and certificates while clients that come early wait in the kernel's queue: they
  /// would be refused otherwise, and this takes longest of all at the start.
  private static ServerTls tlsBehind(
      ClientListener listener, ServerConfig config, InstantSource clock) throws IOException {
    try {
      return ServerTls.load(config, clock);
    } catch (IOException | RuntimeException unusable) {
      listener.close();
      throw unusable;
    }
  }

  private static void announceIdentity(ServerConfig config, String id, LogSink log) {
    String name = config.identity().serverName();
    log.log(Level.INFO, "  Name:     " + (name == null ? id : name));
    log.log(Level.INFO, "  ID:       " + id);
  }

  private static ServerInfo info(
      ServerConfig config, String id, String software, int port, Authenticator authenticator) {
    AdvertisedAddress advertised = AdvertisedAddress.of(config, port);
    String name = config.identity().serverName();
    return new ServerInfo(
        id,
        name == null ? id : name,
        COMPATIBLE_VERSION,
        software,
        advertised.host(),
        advertised.port(),
        config.protocol().headers(),
        authenticator.required() && !authenticator.admitsSilent(),
        config.limits().maxPayloadBytes());
  }

  /// Half of the cores, the others being for clients, workers and the compiler; but no more than 8,
  /// because requests get dearer with each loop (ADR 11).
  private static int defaultLoops(int cores) {
    return Math.clamp(cores / 2, 1, 8);
  }

  private static Authenticator authenticator(ServerConfig config, Authenticator.Means means) {
    // Not a switch over the types: the first of a process costs 10 ms of its start.
    AuthenticationConfig wanted = config.authentication();
    if (wanted instanceof AuthenticationConfig.Token(Secret token)) {
      return Authenticator.token(token, means);
    }
    if (wanted instanceof AuthenticationConfig.Tokens(List<NamedToken> tokens)) {
      return Authenticator.tokens(tokens, means);
    }
    if (wanted instanceof AuthenticationConfig.User(String user, Secret password)) {
      return Authenticator.user(user, password, means);
    }
    if (wanted instanceof AuthenticationConfig.Users users) {
      if (config.tls() instanceof TlsConfig.On tls && tls.clients().mapped()) {
        return Authenticator.certificates(users.users(), means);
      }
      return Authenticator.users(users.users(), users.silentUser(), means);
    }
    return Authenticator.open();
  }

  private static ServerCore core(
      Settings settings,
      List<EventLoop> loops,
      List<RandomGenerator> randoms,
      Ports ports,
      TlsWorkers tlsWorkers) {
    Account account =
        new Account(Account.GLOBAL, randoms, settings.config().protocol().matchCache());
    List<Lane> lanes = ServerCore.lanes(loops);
    SessionContext context =
        new SessionContext(settings, account, ServerCore.outputs(lanes), ports);
    List<SessionLane> sessionLanes = new ArrayList<>();
    for (Lane lane : lanes) {
      sessionLanes.add(new SessionLane(lane, account, randoms.get(lane.loop().index())));
    }
    return new ServerCore(
        context,
        sessionLanes,
        new MemoryBudget(MemoryPlan.ofThisProcess(loops.size()).budgetBytes()),
        new TlsMeans(tlsWorkers));
  }

  private static List<Thread> startThreads(List<EventLoop> loops, LogSink log) {
    List<Thread> threads = new ArrayList<>();
    for (EventLoop loop : loops) {
      threads.add(
          Thread.ofPlatform()
              .name("loop-" + loop.index())
              .uncaughtExceptionHandler((thread, fault) -> logFault(log, fault))
              .start(loop));
    }
    return threads;
  }

  private static void logFault(LogSink log, Throwable fault) {
    log.log(
        Level.ERROR, "Server code failed in " + Thread.currentThread().getName() + ": " + fault);
  }

  private void announce(Settings settings, LogSink log) {
    ServerConfig config = settings.config();
    announce(settings.authenticator(), log);
    announceDoubts(config, log);
    tls.announce(log);
    MemoryPlan.ofThisProcess(loops.size()).announce(config.limits(), log);
    listener.announce(log);
    if (config.protocol().proxyProtocol()) {
      log.log(Level.INFO, "PROXY protocol enabled for client connections");
    }
  }

  private static void announce(Authenticator authenticator, LogSink log) {
    log.log(authenticator.required() ? Level.INFO : Level.WARN, authenticator.description());
  }

  private static void announceDoubts(ServerConfig config, LogSink log) {
    if (config.authentication().hasPlainPasswords()) {
      log.log(Level.WARN, "Plaintext passwords detected, use nkeys or bcrypt");
    }
    if (config.limits().maxPayloadBytes() > DISCOURAGED_PAYLOAD_BYTES) {
      log.log(
          Level.WARN,
          "Maximum payloads over 8.00 MB are generally discouraged and could lead to poor"
              + " performance");
    }
  }

  /// Lets another configuration hold, and returns when it does for every client.
  ///
  /// @param wanted differs only in what a running server can follow: see
  ///   [io.nuncio.config.ConfigDiff]
  /// @throws IOException if a file that it names cannot be used; nothing has changed then
  public synchronized void reload(ServerConfig wanted) throws IOException {
    tls.follow(wanted, log);
    Settings before = settings;
    boolean same = before.config().authentication().equals(wanted.authentication());
    Authenticator authenticator = same ? before.authenticator() : authenticator(wanted, means);
    ServerInfo info =
        info(
            wanted,
            before.info().serverId(),
            before.info().go(),
            listener.portOrZero(),
            authenticator);
    settings = new Settings(info, wanted, authenticator, tls.settings());
    if (!same) {
      announce(authenticator, log);
    }
    CountDownLatch applied = new CountDownLatch(1);
    int surplus = core.reload(settings, applied::countDown);
    snapshots.onReload();
    try {
      if (!applied.await(RELOAD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.log(Level.WARN, "The reload is not through for all clients yet, and goes on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (surplus > 0) {
      log.log(Level.INFO, "Closed " + surplus + " connections to fall within max_connections");
    }
  }

  /// Reads the files that `config` names.
  ///
  /// @throws IOException if one of them cannot be used; the message is for the operator
  public static void check(ServerConfig config) throws IOException {
    ServerTls.load(config, new SystemClock());
  }

  /// Reads the files that `wanted` names, and keeps what is in them for [#reload].
  ///
  /// @throws IOException if one of them cannot be used; the message is for the operator
  public void prepare(ServerConfig wanted) throws IOException {
    tls.prepare(wanted);
  }

  /// An engine that shows the certificates of now and demands none.
  ///
  /// @throws IllegalStateException without TLS
  public SSLEngine newOpenEngine() {
    return tls.newOpenEngine();
  }

  /// Shows what goes on.
  public Snapshots snapshots() {
    return snapshots;
  }

  /// What the server runs with.
  public synchronized ServerConfig config() {
    return settings.config();
  }

  /// Stops listening, tells the clients to look for another server, and ends them one by one. Does
  /// nothing if that is under way.
  ///
  /// @param whenDone run on a thread of its own once no client is left
  public void lameDuck(Runnable whenDone) throws IOException {
    if (closed.get() || !lameDuck.compareAndSet(false, true)) {
      return;
    }
    log.log(Level.INFO, "Entering lame duck mode, stop accepting new clients");
    localLinks.refuse("the server takes no new clients: it lets those go that it has");
    listener.close();
    core.lameDuck(config().lameDuck(), () -> Thread.ofPlatform().name("lame-duck").start(whenDone));
  }

  /// The port that clients connect to.
  ///
  /// @throws IllegalStateException if there is none
  public int port() {
    return listener.port();
  }

  /// Connects a client in this JVM.
  ///
  /// @throws IOException if the server takes no new clients any more
  public ByteEndpoint connect() throws IOException {
    return localLinks.open(core);
  }

  /// Stops listening, then ends all connections, and returns when the loops have ended.
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    snapshots.onClosed();
    localLinks.refuse("the server was closed and takes no clients any more");
    listener.close();
    core.closeAll();
    loops.forEach(EventLoop::stop);
    authWorkers.close();
    tlsWorkers.close();
    try {
      for (Thread thread : threads) {
        thread.join(STOP_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    localLinks.closeAll();
    if (!lameDuck.get()) {
      log.log(Level.DEBUG, "Client accept loop exiting..");
    }
  }
}
