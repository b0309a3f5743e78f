package io.nuncio.server.lifecycle;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.connection.ConnectionLimits;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.events.Level;
import io.nuncio.server.session.ClientSession;
import io.nuncio.server.session.SessionContext;
import io.nuncio.server.session.SessionLane;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The server without its sockets and threads: gives each new link to a loop, in turn, and a
/// session.
///
/// The same in production, where a listener and threads drive it, and in the simulation, where a
/// seed does. Immutable, but for the sets of open connections, each confined to its loop.
public final class ServerCore {
  private final SessionContext context;
  private final ConnectionLimits limits;
  private final List<SessionLane> lanes;
  private final List<Set<Connection>> open;
  private final AtomicLong accepted = new AtomicLong();

  /// @param lanes one for each event loop, in the order of their indexes
  public ServerCore(SessionContext context, List<SessionLane> lanes) {
    this.context = context;
    this.lanes = List.copyOf(lanes);
    this.limits =
        new ConnectionLimits(
            context.limits().maxPendingBytes(),
            context.timers().writeDeadline().toNanos(),
            lanes.size());
    List<Set<Connection>> sets = new ArrayList<>();
    lanes.forEach(lane -> sets.add(new HashSet<>()));
    this.open = List.copyOf(sets);
  }

  /// The lanes for `loops`, in their order.
  public static List<Lane> lanes(List<EventLoop> loops) {
    return loops.stream().map(loop -> new Lane(loop, loops.size() > 1)).toList();
  }

  /// The outputs of `lanes`, in their order.
  public static List<LoopOutput> outputs(Collection<Lane> lanes) {
    return lanes.stream().map(Lane::output).toList();
  }

  /// Serves `link` from now on. Safe from any thread.
  public void accept(Link link) {
    long clientId = accepted.incrementAndGet();
    int index = (int) ((clientId - 1) % lanes.size());
    lanes.get(index).lane().loop().execute(() -> open(link, lanes.get(index), clientId));
  }

  private void open(Link link, SessionLane lane, long clientId) {
    Set<Connection> connections = open.get(lane.lane().loop().index());
    try {
      Connection connection =
          new Connection(
              link,
              lane.lane(),
              limits,
              incomplete -> new ClientSession(context, lane, incomplete, clientId));
      connections.add(connection);
      connection.onFinished(() -> connections.remove(connection));
    } catch (IOException e) {
      link.close();
      context.log().log(Level.DEBUG, "cid:" + clientId + " left before it was greeted");
    }
  }

  /// Ends every connection of the calling loop, which has the index `loop`.
  void closeAll(int loop) {
    List.copyOf(open.get(loop)).forEach(each -> each.close(ClosedReason.SERVER_SHUTDOWN));
  }

  /// How many connections the calling loop, which has the index `loop`, serves.
  public int openConnections(int loop) {
    return open.get(loop).size();
  }
}
