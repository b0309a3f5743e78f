package io.nuncio.server.simulation;

import io.nuncio.auth.Authenticator;
import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.lifecycle.ServerCore;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.ManualClock;
import io.nuncio.wire.ServerInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A server with several loops, its clients and the network between them, moved step by step.
final class Simulation {
  private static final int MOST_STEPS_TO_QUIET = 2_000_000;
  private static final int QUIET_ROUNDS = 50;

  private final RandomGenerator random;
  private final ManualClock clock = new ManualClock();
  private final List<EventLoop> loops = new ArrayList<>();
  private final ServerCore core;
  private final MemoryBudget budget = new MemoryBudget(256 << 20);
  private final List<String> faults = new ArrayList<>();
  private final Account account;
  final List<SimulatedClient> clients = new ArrayList<>();

  Simulation(RandomGenerator random, int loopCount, Limits limits) {
    this.random = random;
    List<RandomGenerator> randoms = new ArrayList<>();
    for (int i = 0; i < loopCount; i++) {
      randoms.add(new SplittableRandom(random.nextLong()));
      loops.add(
          new EventLoop(
              i, new SimulatedPoller(random), clock::nanos, fault -> faults.add(fault.toString())));
    }
    account = new Account(Account.GLOBAL, randoms);
    List<Lane> lanes = ServerCore.lanes(loops);
    ServerInfo info =
        new ServerInfo("NSIMULATED", "simulated", "2.15.2", "nuncio", "0.0.0.0", 4222, false, 1024);
    SessionContext context =
        new SessionContext(
            info,
            ServerConfig.builder().limits(limits).build(),
            Authenticator.open(),
            account,
            ServerCore.outputs(lanes),
            new ErrorLog());
    List<SessionLane> sessionLanes = new ArrayList<>();
    for (Lane lane : lanes) {
      sessionLanes.add(new SessionLane(lane, account, randoms.get(lane.loop().index())));
    }
    core = new ServerCore(context, sessionLanes, budget);
  }

  /// Keeps the lines that say the server's own code failed.
  private final class ErrorLog implements LogSink {
    @Override
    public void log(Level level, String text) {
      if (isEnabled(level)) {
        faults.add(text);
      }
    }

    @Override
    public boolean isEnabled(Level level) {
      return level == Level.ERROR || level == Level.FATAL;
    }
  }

  SimulatedClient connect(boolean echo, boolean headers) {
    SimulatedLink link = new SimulatedLink(random, clients.size());
    core.accept(link);
    SimulatedClient client = new SimulatedClient(clients.size(), link, echo, headers);
    clients.add(client);
    return client;
  }

  /// One thing happens.
  void step() {
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
      clock.advance(Duration.ofMillis(1));
      quiet = clients.stream().allMatch(SimulatedClient::isQuiet) ? quiet + 1 : 0;
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
      clock.advance(Duration.ofMillis(1));
    }
  }

  MemoryBudget budget() {
    return budget;
  }

  ServerCore core() {
    return core;
  }

  List<String> faults() {
    return faults;
  }

  int subscriptions() {
    return account.subscribers().size();
  }
}
