package io.nuncio.server.lifecycle;

import io.nuncio.config.LameDuck;
import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.connection.ConnectionLimits;
import io.nuncio.server.events.Level;
import io.nuncio.server.session.ClientSession;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The clients of one event loop: begins and ends them. Confined to that loop.
final class LoopClients {
  private static final long LONGEST_STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private final SessionContext context;
  private final SessionLane lane;
  private final ConnectionLimits limits;
  private final ClientCount count;
  private final Map<Connection, ClientSession> sessionsByConnection = new HashMap<>();

  LoopClients(
      SessionContext context, SessionLane lane, ConnectionLimits limits, ClientCount count) {
    this.context = context;
    this.lane = lane;
    this.limits = limits;
    this.count = count;
  }

  EventLoop loop() {
    return lane.lane().loop();
  }

  int size() {
    return sessionsByConnection.size();
  }

  /// Serves `link`, or sends it away with the reason if there are too many.
  void open(Link link, long clientId) {
    ClientSession[] session = new ClientSession[1];
    try {
      Connection connection =
          new Connection(
              link,
              lane.lane(),
              limits,
              incomplete -> {
                session[0] = new ClientSession(context, lane, incomplete, clientId);
                return session[0];
              });
      boolean tooMany = !count.add(context.limits().maxConnections());
      sessionsByConnection.put(connection, session[0]);
      connection.onFinished(() -> forget(connection));
      if (tooMany) {
        session[0].refuseConnection();
      }
    } catch (IOException e) {
      link.close();
      context.log().log(Level.DEBUG, "cid:" + clientId + " left before it was greeted");
    }
  }

  private void forget(Connection connection) {
    sessionsByConnection.remove(connection);
    count.remove();
  }

  /// Ends every one.
  void closeAll() {
    List.copyOf(sessionsByConnection.keySet())
        .forEach(each -> each.close(ClosedReason.SERVER_SHUTDOWN));
  }

  /// Tells every one to look for another server, and ends them one by one after the grace period.
  void letGo(LameDuck times) {
    sessionsByConnection.values().forEach(ClientSession::announceLameDuck);
    loop()
        .schedule(
            times.gracePeriod().toNanos(),
            () -> {
              if (loop().index() == 0) {
                context.log().log(Level.INFO, "Closing existing clients");
              }
              List<Connection> leaving = new ArrayList<>(sessionsByConnection.keySet());
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
