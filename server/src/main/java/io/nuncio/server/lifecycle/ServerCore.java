package io.nuncio.server.lifecycle;

import io.nuncio.config.LameDuck;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.session.ConnectedClient;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.session.Settings;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.MemoryLink;
import io.nuncio.server.transport.TlsMeans;
import io.nuncio.server.transport.TlsRehearsal;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The server without its sockets and threads: gives each new link to a loop, in turn, and a
/// session.
///
/// The same in production, where a listener and threads drive it, and in the simulation, where a
/// seed does. Immutable, but for the clients, each confined to its loop. Safe from any thread,
/// where not said otherwise.
public final class ServerCore {
  private final SessionContext context;
  private final List<LoopClients> loops;
  private final MemoryBudget budget;
  private final TlsMeans tls;
  private final ClientCount count = new ClientCount();
  private final AtomicLong accepted = new AtomicLong();

  /// @param lanes one for each event loop, in the order of their indexes
  /// @param budget what all clients together may make the server keep
  /// @param tls of connections that are encrypted
  public ServerCore(
      SessionContext context, List<SessionLane> lanes, MemoryBudget budget, TlsMeans tls) {
    this.context = context;
    this.budget = budget;
    this.tls = tls;
    this.loops =
        lanes.stream()
            .map(lane -> new LoopClients(context, lane, lanes.size(), budget, count, tls))
            .toList();
  }

  /// The lanes for `loops`, in their order.
  public static List<Lane> lanes(List<EventLoop> loops) {
    return loops.stream().map(loop -> new Lane(loop, loops.size() > 1)).toList();
  }

  /// The outputs of `lanes`, in their order.
  public static List<LoopOutput> outputs(Collection<Lane> lanes) {
    return lanes.stream().map(Lane::output).toList();
  }

  /// Serves `link` from now on.
  public void accept(Link link) {
    long clientId = accepted.incrementAndGet();
    serve(link, clientId, loops.get((int) ((clientId - 1) % loops.size())));
  }

  /// A link for a client in this JVM, of the loop whose turn it is; [#acceptLocal] serves it.
  ///
  /// @param onClosed told when the server's end is closed, by whoever closes it
  MemoryLink newLocalLink(Consumer<MemoryLink> onClosed) {
    LoopClients clients = loops.get((int) (accepted.get() % loops.size()));
    return new MemoryLink(clients.loop(), onClosed);
  }

  /// Serves `link` from now on.
  void acceptLocal(MemoryLink link) {
    serve(link, accepted.incrementAndGet(), loops.get(link.loop().index()));
  }

  private static void serve(Link link, long clientId, LoopClients clients) {
    clients.loop().execute(() -> clients.open(link, clientId));
  }

  /// Lets no client pay for what the first handshake of a process costs. Returns at once.
  void rehearseHandshake() {
    TlsSettings settings = context.settings().tls();
    if (settings != null) {
      TlsRehearsal.begin(settings.engines()::newEngine, tls);
    }
  }

  /// Lets other settings hold: for whoever comes from now on, and for every client as soon as its
  /// loop comes to it. Those who are not let in any more are sent away, and so many others, chosen
  /// at random, as there are too many.
  ///
  /// @param done run when it holds for all; by whichever loop was the last
  /// @return how many clients there are too many
  public int reload(Settings settings, Runnable done) {
    Settings before = context.settings();
    context.exchange(settings);
    int tooMany = Math.max(0, count.clients() - settings.config().limits().maxConnections());
    AtomicInteger surplus = new AtomicInteger(tooMany);
    Runnable loopDone = onceAllAre(done);
    loops.forEach(
        clients -> clients.loop().execute(() -> clients.onReload(before, surplus, loopDone)));
    return tooMany;
  }

  /// What all sessions share.
  public SessionContext context() {
    return context;
  }

  /// What all clients together make the server keep.
  MemoryBudget budget() {
    return budget;
  }

  /// How many clients have been accepted so far.
  long accepted() {
    return accepted.get();
  }

  /// Asks every loop what it knows of itself.
  ///
  /// @param reports told by the loops; must be safe from any thread
  /// @param done run behind the last one, by its loop
  public void report(Consumer<LoopReport> reports, Runnable done) {
    Runnable loopDone = onceAllAre(done);
    loops.forEach(clients ->
        clients
            .loop()
            .execute(() -> {
              reports.accept(clients.report());
              loopDone.run();
            }));
  }

  /// Shows every client to `visitor`, on its loop.
  ///
  /// @param visitor must be safe from any thread
  /// @param done run behind the last one, by its loop
  public void visitClients(Consumer<ConnectedClient> visitor, Runnable done) {
    Runnable loopDone = onceAllAre(done);
    loops.forEach(clients -> clients.loop().execute(() -> clients.visit(visitor, loopDone)));
  }

  private Runnable onceAllAre(Runnable done) {
    AtomicInteger left = new AtomicInteger(loops.size());
    return () -> {
      if (left.decrementAndGet() == 0) {
        done.run();
      }
    };
  }

  /// Ends every connection.
  void closeAll() {
    loops.forEach(clients -> clients.loop().execute(clients::closeAll));
  }

  /// Tells every client to look for another server, waits, and ends them one by one.
  ///
  /// @param whenNone run once nobody is left, by whichever loop ended the last one
  public void lameDuck(LameDuck times, Runnable whenNone) {
    loops.forEach(clients -> clients.loop().execute(() -> clients.letGo(times)));
    count.whenNone(whenNone);
  }

  /// How many clients are connected.
  public int clients() {
    return count.clients();
  }
}
