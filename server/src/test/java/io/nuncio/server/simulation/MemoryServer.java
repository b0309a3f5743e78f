package io.nuncio.server.simulation;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.KnownUser;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.Ports;
import io.nuncio.server.events.SystemCalls;
import io.nuncio.server.lifecycle.ServerCore;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.session.Settings;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;
import io.nuncio.server.transport.TlsMeans;
import io.nuncio.wire.ServerInfo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A server without sockets, whose clients take all they are given and say the same again and
/// again: what is counted or measured of it is its own. One thread runs all of its loops, one after
/// the other.
///
/// Unlike [Simulation], nothing is random, and nothing of its own is made for a message.
public final class MemoryServer {
  /// The fields of `CONNECT` of an ordinary client.
  public static final String ORDINARY = "'verbose':false,'headers':true";

  private final List<EventLoop> loops = new ArrayList<>();
  private final List<MemoryPoller> pollers = new ArrayList<>();
  private final ServerCore core;
  private int connected;

  /// An open server with one loop.
  public MemoryServer() {
    this(ServerConfig.defaults(), 1);
  }

  /// A server with `loopCount` loops. Users are let in by name and password.
  public MemoryServer(ServerConfig config, int loopCount) {
    List<SplittableRandom> randoms = new ArrayList<>();
    for (int i = 0; i < loopCount; i++) {
      pollers.add(new MemoryPoller());
      loops.add(new EventLoop(i, pollers.get(i), () -> 1, MemoryServer::fail));
      randoms.add(new SplittableRandom(i + 1L));
    }
    Account account = new Account(Account.GLOBAL, randoms, config.protocol().matchCache());
    List<Lane> lanes = ServerCore.lanes(loops);
    List<SessionLane> sessionLanes = new ArrayList<>();
    for (Lane lane : lanes) {
      sessionLanes.add(new SessionLane(lane, account, randoms.get(lane.loop().index())));
    }
    Ports ports = new Ports(new FaultLog(), EventSink.none(), InstantSource.system());
    SessionContext context =
        new SessionContext(settings(config), account, ServerCore.outputs(lanes), ports);
    core =
        new ServerCore(
            context,
            sessionLanes,
            new MemoryBudget(256 << 20),
            new TlsMeans((step, begun) -> false));
  }

  private static Settings settings(ServerConfig config) {
    Authenticator.Means means =
        new Authenticator.Means(
            (comparison, suspect) -> false, new SplittableRandom(1), InstantSource.system());
    Authenticator authenticator =
        config.authentication()
                instanceof AuthenticationConfig.Users(List<KnownUser> users, String ignored)
            ? Authenticator.users(users, null, means)
            : Authenticator.open();
    ServerInfo info =
        new ServerInfo(
            "N",
            "n",
            "2.15.2",
            "nuncio",
            "0.0.0.0",
            4222,
            config.protocol().headers(),
            authenticator.required(),
            config.limits().maxPayloadBytes());
    return new Settings(info, config, authenticator);
  }

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  /// Connects an ordinary client: [#connect(String,String)].
  public MemoryClient connect(String first) {
    return connect(ORDINARY, first);
  }

  /// Connects a client to the next loop in turn. It is let in, and has said `first`, when this
  /// returns.
  ///
  /// @param fields the inside of the JSON of `CONNECT`, written with `'` for `"`
  public MemoryClient connect(String fields, String first) {
    MemoryClient client =
        new MemoryClient("CONNECT {" + fields.replace('\'', '"') + "}\r\n" + first);
    core.accept(client);
    EventLoop loop = loops.get(connected++ % loops.size());
    loop.runOnce(0); // opens it
    loop.runOnce(0); // reads
    return client;
  }

  /// Lets every loop iterate once.
  public void runOnce() {
    for (int i = 0; i < loops.size(); i++) {
      loops.get(i).runOnce(0);
    }
  }

  /// What all loops together have asked of the operating system.
  public SystemCalls calls() {
    List<SystemCalls> each = loops.stream().map(loop -> loop.calls().all()).toList();
    return new SystemCalls(
        each.stream().mapToLong(SystemCalls::polls).sum(),
        each.stream().mapToLong(SystemCalls::reads).sum(),
        each.stream().mapToLong(SystemCalls::writes).sum(),
        each.stream().mapToLong(SystemCalls::accepts).sum());
  }

  /// Nothing is logged; a fault fails who runs the loop.
  private static final class FaultLog implements LogSink {
    @Override
    public void log(Level level, String text) {
      if (level == Level.ERROR || level == Level.FATAL) {
        throw new AssertionError(text);
      }
    }

    @Override
    public boolean isEnabled(Level level) {
      return level == Level.ERROR || level == Level.FATAL;
    }
  }

  /// Never waits; tells of each client that has something to say, in the order of their coming.
  private static final class MemoryPoller implements Poller {
    private final List<Watched> watched = new ArrayList<>();

    @Override
    public Registration register(Link link, LinkListener listener) {
      Watched added = new Watched((MemoryClient) link, listener);
      watched.add(added);
      return added;
    }

    @Override
    public void poll(long timeoutNanos) {
      for (int i = 0; i < watched.size(); i++) {
        Watched each = watched.get(i);
        if (each.reading && each.client.speaks()) {
          each.listener.onReadable();
        }
      }
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }

  private static final class Watched implements Poller.Registration {
    private final MemoryClient client;
    private final LinkListener listener;
    private boolean reading = true;

    Watched(MemoryClient client, LinkListener listener) {
      this.client = client;
      this.listener = listener;
    }

    @Override
    public void readInterest(boolean wanted) {
      reading = wanted;
    }

    @Override
    public void writeInterest(boolean wanted) {
      if (wanted) {
        throw new AssertionError("a client that takes everything is waited for");
      }
    }

    @Override
    public void cancel() {
      reading = false;
    }
  }
}
