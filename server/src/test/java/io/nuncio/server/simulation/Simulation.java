package io.nuncio.server.simulation;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.HashWorkers;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.Ports;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.lifecycle.ServerCore;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.session.Settings;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.TlsMeans;
import io.nuncio.testkit.ManualClock;
import io.nuncio.wire.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// A server with several loops, its clients and the network between them, moved step by step.
final class Simulation {
  private static final int MOST_STEPS_TO_QUIET = 2_000_000;
  private static final int QUIET_ROUNDS = 50;

  private final RandomGenerator random;
  private final ManualClock clock = new ManualClock();
  private final List<EventLoop> loops = new ArrayList<>();
  private final ServerCore core;
  private final MemoryBudget budget;
  private final List<String> faults = new ArrayList<>();
  final List<ServerEvent> events = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final Account account;
  private int connected;
  final List<SimulatedClient> clients = new ArrayList<>();
  private final List<SimulatedClient> visitors = new ArrayList<>();
  private Settings settings;
  private int reloads;
  private final List<Runnable> handshakeSteps = new ArrayList<>();
  private boolean busyWorkers;
  private boolean heldWorkers;

  Simulation(RandomGenerator random, int loopCount, Limits limits) {
    this(random, loopCount, limits, 256 << 20);
  }

  /// @param budgetBytes what all clients together may make the server keep
  Simulation(RandomGenerator random, int loopCount, Limits limits, long budgetBytes) {
    this(random, loopCount, ServerConfig.builder().limits(limits).build(), budgetBytes);
  }

  Simulation(RandomGenerator random, int loopCount, ServerConfig config) {
    this(random, loopCount, config, 256 << 20);
  }

  /// An open server.
  private Simulation(RandomGenerator random, int loopCount, ServerConfig config, long budgetBytes) {
    this(random, loopCount, config, budgetBytes, null);
  }

  /// A server whose connections are encrypted.
  Simulation(RandomGenerator random, int loopCount, ServerConfig config, TlsSettings tls) {
    this(random, loopCount, config, 256 << 20, tls);
  }

  private Simulation(
      RandomGenerator random,
      int loopCount,
      ServerConfig config,
      long budgetBytes,
      @Nullable TlsSettings tls) {
    this.random = random;
    this.budget = new MemoryBudget(budgetBytes);
    this.settings = settings(config, Runnable::run, tls);
    List<RandomGenerator> randoms = new ArrayList<>();
    for (int i = 0; i < loopCount; i++) {
      randoms.add(new SplittableRandom(random.nextLong()));
      loops.add(
          new EventLoop(
              i, new SimulatedPoller(random), clock::nanos, fault -> faults.add(fault.toString())));
    }
    account = new Account(Account.GLOBAL, randoms, config.protocol().matchCache());
    List<Lane> lanes = ServerCore.lanes(loops);
    Ports ports = new Ports(new SimulatedLog(), events::add, clock);
    SessionContext context =
        new SessionContext(settings, account, ServerCore.outputs(lanes), ports);
    List<SessionLane> sessionLanes = new ArrayList<>();
    for (Lane lane : lanes) {
      sessionLanes.add(new SessionLane(lane, account, randoms.get(lane.loop().index())));
    }
    core = new ServerCore(context, sessionLanes, budget, new TlsMeans(this::submit));
  }

  /// Keeps the lines that say the server's own code failed, those an operator reads, and all lines
  /// if that is configured.
  private final class SimulatedLog implements LogSink {
    @Override
    public void log(Level level, String text) {
      if (isFault(level)) {
        faults.add(text);
      }
      log.add(level + " " + text);
    }

    @Override
    public boolean isEnabled(Level level) {
      return isFault(level)
          || level == Level.INFO
          || (settings.config().log().debug() && level != Level.TRACE);
    }

    private boolean isFault(Level level) {
      return level == Level.ERROR || level == Level.FATAL;
    }
  }

  /// Lets the configuration that `change` makes of the present one hold.
  void reload(Consumer<ServerConfig.Builder> change) {
    reload(change, Runnable::run);
  }

  /// What time of day it is.
  Instant now() {
    return clock.instant();
  }

  /// @param workers runs what takes long
  void reload(Consumer<ServerConfig.Builder> change, Executor workers) {
    ServerConfig.Builder builder = settings.config().change();
    change.accept(builder);
    ServerConfig config = builder.build();
    settings = settings(config, workers, settings.tls());
    core.reload(settings, () -> reloads++);
  }

  /// Lets other rules of encryption hold.
  void reload(@Nullable TlsSettings tls) {
    settings = settings(settings.config(), Runnable::run, tls);
    core.reload(settings, () -> reloads++);
  }

  private Settings settings(ServerConfig config, Executor workers, @Nullable TlsSettings tls) {
    return new Settings(info(config), config, authenticator(config, workers), tls);
  }

  private Authenticator authenticator(ServerConfig config, Executor workers) {
    HashWorkers hashWorkers =
        (comparison, suspect) -> {
          workers.execute(comparison);
          return true;
        };
    Authenticator.Means means = new Authenticator.Means(hashWorkers, random, clock);
    return switch (config.authentication()) {
      case AuthenticationConfig.Token(Secret token) -> Authenticator.token(token, means);
      case AuthenticationConfig.Tokens(List<NamedToken> tokens) ->
          Authenticator.tokens(tokens, means);
      case AuthenticationConfig.User(String user, Secret password) ->
          Authenticator.user(user, password, means);
      case AuthenticationConfig.Users users ->
          Authenticator.users(users.users(), users.silentUser(), means);
      case AuthenticationConfig.Open() -> Authenticator.open();
    };
  }

  private static ServerInfo info(ServerConfig config) {
    boolean open = config.authentication() instanceof AuthenticationConfig.Open;
    return new ServerInfo(
        "NSIMULATED",
        "simulated",
        "2.15.2",
        "nuncio",
        "0.0.0.0",
        4222,
        config.protocol().headers(),
        !open,
        config.limits().maxPayloadBytes());
  }

  /// How many reloads hold for every client.
  int reloads() {
    return reloads;
  }

  SimulatedClient connect(boolean echo, boolean headers) {
    return connect(echo, headers, "");
  }

  SimulatedClient connect(boolean echo, boolean headers, String token) {
    SimulatedClient client = open(echo, headers);
    client.sendConnect(token);
    return client;
  }

  /// Connects by a network that holds `capacityBytes` in each direction.
  SimulatedClient connect(int capacityBytes) {
    SimulatedClient client = open(new SimulatedLink(random, connected, capacityBytes), true, true);
    client.sendConnect("");
    return client;
  }

  /// A client that says nothing until it is told to.
  SimulatedClient open(boolean echo, boolean headers) {
    return open(new SimulatedLink(random, connected), echo, headers);
  }

  /// A client that speaks TLS once it has been told something.
  SimulatedClient openTls(Supplier<SSLEngine> engines) {
    SimulatedClient client = open(true, true);
    client.secureAfterInfo(() -> new SimulatedTls(engines.get(), random));
    return client;
  }

  private SimulatedClient open(SimulatedLink link, boolean echo, boolean headers) {
    core.accept(link);
    SimulatedClient client = new SimulatedClient(connected++, link, echo, headers);
    clients.add(client);
    return client;
  }

  /// Lets workers begin with nothing, or go on.
  void holdHandshakes(boolean wanted) {
    heldWorkers = wanted;
  }

  private boolean submit(Runnable step, boolean begun) {
    if (busyWorkers) {
      return false;
    }
    handshakeSteps.add(step);
    return true;
  }

  /// Lets workers refuse what they are asked to do, or not.
  void refuseHandshakes(boolean wanted) {
    busyWorkers = wanted;
  }

  /// Some worker does something, if there is anything to do.
  private void work() {
    if (!handshakeSteps.isEmpty() && !heldWorkers) {
      handshakeSteps.remove(random.nextInt(handshakeSteps.size())).run();
    }
  }

  /// Somebody comes who wants every message, and leaves at any step, perhaps in the middle of one.
  /// Not one of [#clients].
  void visit() {
    SimulatedClient visitor = connect(true, true);
    clients.remove(visitor);
    visitors.add(visitor);
    visitor.send("SUB > 1\r\n");
  }

  /// All who came leave.
  void endVisits() {
    while (!visitors.isEmpty()) {
      leave(visitors.getFirst());
    }
  }

  private void leave(SimulatedClient visitor) {
    visitors.remove(visitor);
    switch (random.nextInt(3)) {
      case 0 -> visitor.leave();
      case 1 -> visitor.reset();
      default -> {
        visitor.send("PUB orders 100\r\nnot all of it");
        visitor.exchange();
        visitor.leave();
      }
    }
  }

  /// One thing happens.
  void step() {
    if (random.nextInt(5) == 0) {
      work();
    }
    if (!visitors.isEmpty() && random.nextInt(3) == 0) {
      SimulatedClient visitor = visitors.get(random.nextInt(visitors.size()));
      if (random.nextInt(40) == 0) {
        leave(visitor);
      } else {
        visitor.exchange();
      }
    }
    if (random.nextInt(3) == 0) {
      loops.get(random.nextInt(loops.size())).runOnce(0);
    } else if (!clients.isEmpty()) {
      clients.get(random.nextInt(clients.size())).exchange();
    }
    clock.advance(Duration.ofNanos(random.nextInt(20_000)));
  }

  /// Goes on until everything that was sent has been handled and everything that was written read.
  void settle() {
    int quiet = 0;
    for (int i = 0; i < MOST_STEPS_TO_QUIET && quiet < QUIET_ROUNDS; i++) {
      loops.forEach(loop -> loop.runOnce(0));
      clients.forEach(SimulatedClient::exchange);
      visitors.forEach(SimulatedClient::exchange);
      work();
      clock.advance(Duration.ofMillis(1));
      quiet =
          clients.stream().allMatch(SimulatedClient::isQuiet) && handshakeSteps.isEmpty()
              ? quiet + 1
              : 0;
    }
    if (quiet < QUIET_ROUNDS) {
      throw new AssertionError("the simulation did not come to rest");
    }
  }

  /// Lets `span` pass, a millisecond at a time.
  void pass(Duration span) {
    for (long i = span.toMillis(); i > 0; i--) {
      loops.forEach(loop -> loop.runOnce(0));
      clients.forEach(SimulatedClient::exchange);
      work();
      clock.advance(Duration.ofMillis(1));
    }
  }

  MemoryBudget budget() {
    return budget;
  }

  ServerCore core() {
    return core;
  }

  /// Lines of the log at level INFO.
  List<String> notices() {
    return log.stream()
        .filter(line -> line.startsWith("INFO "))
        .map(line -> line.substring("INFO ".length()))
        .toList();
  }

  List<String> faults() {
    return faults;
  }

  /// What was logged, level first.
  List<String> log() {
    return log;
  }

  int subscriptions() {
    return account.subscribers().size();
  }
}
