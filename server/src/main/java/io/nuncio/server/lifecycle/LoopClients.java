package io.nuncio.server.lifecycle;

import io.nuncio.config.LameDuck;
import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.connection.ConnectionLimits;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.session.ConnectedClient;
import io.nuncio.server.session.Greeting;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.session.Settings;
import io.nuncio.server.session.TlsOffer;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.MemoryLink;
import io.nuncio.server.transport.TlsLink;
import io.nuncio.server.transport.TlsMeans;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients of one event loop: begins and ends them. Confined to that loop.
final class LoopClients {
  private static final long LONGEST_STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int VISITS_PER_ITERATION = 256;

  private final SessionContext context;
  private final SessionLane lane;
  private final int loops;
  private final MemoryBudget budget;
  private final ClientCount count;
  private final TlsMeans tls;
  private final Map<Connection, ConnectedClient> clientsByConnection = new HashMap<>();

  /// @param loops how many there are in all
  LoopClients(
      SessionContext context,
      SessionLane lane,
      int loops,
      MemoryBudget budget,
      ClientCount count,
      TlsMeans tls) {
    this.context = context;
    this.lane = lane;
    this.loops = loops;
    this.budget = budget;
    this.count = count;
    this.tls = tls;
  }

  EventLoop loop() {
    return lane.lane().loop();
  }

  int size() {
    return clientsByConnection.size();
  }

  /// Serves `link`, or sends it away with the reason if there are too many.
  void open(Link link, long clientId) {
    ConnectedClient[] client = new ConnectedClient[1];
    // Nobody can listen in between within a JVM, and nats-server does not insist either.
    TlsOffer offer = link instanceof MemoryLink ? null : offer(link);
    try {
      Connection connection =
          new Connection(
              offer == null ? link : offer.link(),
              lane.lane(),
              limits(),
              incomplete -> {
                client[0] = Greeting.greet(context, lane, incomplete, clientId, offer);
                return client[0];
              });
      boolean tooMany = !count.add(context.limits().maxConnections());
      clientsByConnection.put(connection, client[0]);
      connection.onEnd(count::remove, () -> clientsByConnection.remove(connection));
      if (tooMany) {
        client[0].refuseConnection();
      }
    } catch (IOException e) {
      link.close();
      context.log().log(Level.DEBUG, "cid:" + clientId + " left before it was greeted");
    }
  }

  private @Nullable TlsOffer offer(Link link) {
    TlsSettings settings = context.settings().tls();
    return settings == null ? null : new TlsOffer(new TlsLink(link, loop(), tls), settings);
  }

  private ConnectionLimits limits() {
    return new ConnectionLimits(
        context.limits().maxPendingBytes(),
        context.timers().writeDeadline().toNanos(),
        loops,
        budget);
  }

  /// Lets every one go on under settings that have changed.
  ///
  /// @param before what they were
  /// @param surplus how many clients there are too many; each one sent away here takes one off it
  /// @param done run when all is known of these clients; by this loop
  void onReload(Settings before, AtomicInteger surplus, Runnable done) {
    List<ConnectedClient> clients = new ArrayList<>(clientsByConnection.values());
    clients.forEach(client -> client.onReload(before));
    if (surplus.get() > 0) {
      Collections.shuffle(clients, Random.from(lane.random()));
      for (ConnectedClient client : clients) {
        if (surplus.getAndDecrement() <= 0) {
          break;
        }
        client.refuseConnection();
      }
    }
    if (context.settings().admitsAs(before)) {
      done.run();
    } else {
      recheck(clients.iterator(), done);
    }
  }

  /// One after the other: a check may take long, and the next may be spared by what it found.
  private void recheck(Iterator<ConnectedClient> rest, Runnable done) {
    boolean[] answered = {true};
    boolean[] returned = {false};
    while (answered[0] && rest.hasNext()) {
      answered[0] = false;
      returned[0] = false;
      rest.next()
          .recheck(() -> {
            answered[0] = true;
            if (returned[0]) {
              recheck(rest, done);
            }
          });
      returned[0] = true;
    }
    if (answered[0]) {
      done.run();
    }
  }

  /// What this loop knows of itself.
  LoopReport report() {
    Publication all = lane.publication();
    return new LoopReport(
        loop().index(),
        size(),
        new Traffic(
            all.receivedMessages(),
            all.receivedBytes(),
            all.deliveredMessages(),
            all.deliveredBytes()),
        loop().calls().all(),
        lane.router().statistics());
  }

  /// Shows every one to `visitor`, some in each iteration of the loop, so that no message waits for
  /// all of them.
  ///
  /// @param done run behind the last one
  void visit(Consumer<ConnectedClient> visitor, Runnable done) {
    visit(new ArrayList<>(clientsByConnection.keySet()).iterator(), visitor, done);
  }

  private void visit(Iterator<Connection> rest, Consumer<ConnectedClient> visitor, Runnable done) {
    for (int i = 0; i < VISITS_PER_ITERATION && rest.hasNext(); i++) {
      ConnectedClient client = clientsByConnection.get(rest.next());
      if (client != null) {
        visitor.accept(client);
      }
    }
    if (rest.hasNext()) {
      loop().schedule(0, () -> visit(rest, visitor, done));
    } else {
      done.run();
    }
  }

  /// Ends every one.
  void closeAll() {
    List.copyOf(clientsByConnection.keySet())
        .forEach(each -> each.close(ClosedReason.SERVER_SHUTDOWN));
  }

  /// Tells every one to look for another server, and ends them one by one after the grace period.
  void letGo(LameDuck times) {
    clientsByConnection.values().forEach(ConnectedClient::announceLameDuck);
    loop()
        .schedule(
            times.gracePeriod().toNanos(),
            () -> {
              if (loop().index() == 0) {
                context.log().log(Level.INFO, "Closing existing clients");
              }
              List<Connection> leaving = new ArrayList<>(clientsByConnection.keySet());
              Collections.shuffle(leaving, Random.from(lane.random()));
              closeNext(leaving, step(times, leaving.size()));
            });
  }

  /// Nanoseconds between two: all within the duration, but none waits longer than a second.
  private static long step(LameDuck times, int clients) {
    long all = times.duration().minus(times.gracePeriod()).toNanos();
    return Math.min(LONGEST_STEP_NANOS, all / Math.max(1, clients));
  }

  private void closeNext(List<Connection> leaving, long stepNanos) {
    if (leaving.isEmpty()) {
      return;
    }
    leaving.removeLast().close(ClosedReason.SERVER_SHUTDOWN);
    long wait = Math.max(stepNanos / 2, lane.random().nextLong(Math.max(1, stepNanos)));
    loop().schedule(wait, () -> closeNext(leaving, stepNanos));
  }
}
