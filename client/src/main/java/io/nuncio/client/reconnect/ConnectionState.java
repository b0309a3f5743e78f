package io.nuncio.client.reconnect;

import io.nuncio.client.reconnect.ConnectionAction.Announce;
import io.nuncio.client.reconnect.ConnectionAction.Attempt;
import io.nuncio.client.reconnect.ConnectionAction.GiveUp;
import io.nuncio.client.reconnect.ConnectionAction.Notice;
import io.nuncio.client.reconnect.ConnectionAction.Resume;
import io.nuncio.client.reconnect.ConnectionAction.Wait;
import io.nuncio.client.reconnect.ConnectionEvent.Discovered;
import io.nuncio.client.reconnect.ConnectionEvent.Ended;
import io.nuncio.client.reconnect.ConnectionEvent.Failed;
import io.nuncio.client.reconnect.ConnectionEvent.Lost;
import io.nuncio.client.reconnect.ConnectionEvent.Opened;
import io.nuncio.client.reconnect.ConnectionEvent.Started;
import io.nuncio.client.reconnect.ConnectionEvent.Waited;
import io.nuncio.client.transport.ServerAddress;
import java.util.ArrayList;
import java.util.List;

/// How far a connection is, and which servers may be tried next. Immutable and without effects: who
/// calls [#after] performs the actions.
///
/// All servers are tried once without a pause; between one round and the next it is waited. A
/// server is given up after [#maxReconnects] failures in a row, or when it has refused the client
/// twice in a row.
///
/// @param patient whether the first connection is waited for, too, as every other is
/// @param maxReconnects failures of one server before it is given up; 0 for no reconnecting,
///   negative for no limit
/// @param pool the servers in the order in which they are tried
/// @param current index of the one that is tried or connected to
/// @param left how many are to be tried before the next pause
/// @param rounds how often all have been tried in vain
public record ConnectionState(
    Phase phase,
    boolean patient,
    int maxReconnects,
    List<PoolServer> pool,
    int current,
    int left,
    int rounds) {
  private static final int MOST_REFUSALS = 2;
  private static final int MOST_SERVERS = 1_024;

  /// Where a connection stands.
  public enum Phase {
    CONNECTING,
    CONNECTED,
    RECONNECTING,
    CLOSED
  }

  /// A state and what is to be done on the way into it.
  public record Step(ConnectionState state, List<ConnectionAction> actions) {}

  /// Copies the list.
  public ConnectionState {
    pool = List.copyOf(pool);
  }

  /// Before anything was tried.
  ///
  /// @param servers at least one, in the order in which they are to be tried
  public static ConnectionState of(
      List<ServerAddress> servers, int maxReconnects, boolean patient) {
    List<PoolServer> pool = servers.stream().map(PoolServer::new).toList();
    return new ConnectionState(
        Phase.CONNECTING, patient, maxReconnects, pool, 0, pool.size() - 1, 0);
  }

  /// What follows from `event`.
  ///
  /// @throws IllegalStateException if it cannot happen in this state
  public Step after(ConnectionEvent event) {
    if (phase == Phase.CLOSED) {
      return stay();
    }
    if (event instanceof Ended) {
      return new Step(in(Phase.CLOSED), List.of());
    }
    if (event instanceof Discovered discovered) {
      return with(discovered.servers());
    }
    return switch (phase) {
      case CONNECTING -> whileConnecting(event);
      case CONNECTED -> whileConnected(event);
      case RECONNECTING -> whileReconnecting(event);
      case CLOSED -> stay();
    };
  }

  private Step whileConnecting(ConnectionEvent event) {
    if (event instanceof Started) {
      return new Step(this, List.of(new Attempt(pool.get(current).address())));
    }
    if (event instanceof Opened) {
      return new Step(opened(), List.of(new Resume(), new Announce(Notice.CONNECTED)));
    }
    if (patient && event instanceof Failed failed) {
      return afterFailure(failed.refused());
    }
    if (patient && event instanceof Waited) {
      return attempt(phase, current, pool.size() - 1);
    }
    if (event instanceof Failed) {
      return left > 0
          ? attempt(Phase.CONNECTING, current + 1, left - 1)
          : new Step(in(Phase.CLOSED), List.of(new GiveUp()));
    }
    throw impossible(event);
  }

  private Step whileConnected(ConnectionEvent event) {
    if (!(event instanceof Lost)) {
      throw impossible(event);
    }
    Announce lost = new Announce(Notice.DISCONNECTED);
    if (maxReconnects == 0) {
      return new Step(in(Phase.CLOSED), List.of(lost, new GiveUp()));
    }
    Step next = attempt(Phase.RECONNECTING, current + 1, pool.size() - 1);
    return new Step(next.state(), List.of(lost, next.actions().get(0)));
  }

  private Step whileReconnecting(ConnectionEvent event) {
    if (event instanceof Opened) {
      return new Step(
          opened(),
          List.of(
              new Resume(), new Announce(Notice.RECONNECTED), new Announce(Notice.RESUBSCRIBED)));
    }
    if (event instanceof Waited) {
      return attempt(Phase.RECONNECTING, current, pool.size() - 1);
    }
    if (event instanceof Failed failed) {
      return afterFailure(failed.refused());
    }
    throw impossible(event);
  }

  private Step afterFailure(boolean refused) {
    PoolServer tried = pool.get(current).failed(refused);
    boolean gone =
        (maxReconnects >= 0 && tried.failures() >= Math.max(1, maxReconnects))
            || tried.refusals() >= MOST_REFUSALS;
    List<PoolServer> others = new ArrayList<>(pool);
    if (gone) {
      others.remove(current);
    } else {
      others.set(current, tried);
    }
    if (others.isEmpty()) {
      return new Step(in(Phase.CLOSED), List.of(new GiveUp()));
    }
    int next = (gone ? current : current + 1) % others.size();
    ConnectionState then =
        new ConnectionState(phase, patient, maxReconnects, others, next, left, rounds);
    if (left > 0) {
      return then.attempt(phase, next, left - 1);
    }
    return new Step(
        new ConnectionState(phase, patient, maxReconnects, others, next, 0, rounds + 1),
        List.of(new Wait(rounds + 1)));
  }

  private Step attempt(Phase then, int index, int leftAfter) {
    int wrapped = index % pool.size();
    return new Step(
        new ConnectionState(then, patient, maxReconnects, pool, wrapped, leftAfter, rounds),
        List.of(new Attempt(pool.get(wrapped).address())));
  }

  private ConnectionState opened() {
    List<PoolServer> servers = new ArrayList<>(pool);
    servers.set(current, pool.get(current).succeeded());
    return new ConnectionState(Phase.CONNECTED, patient, maxReconnects, servers, current, 0, 0);
  }

  /// Adds servers that are not known yet behind the others.
  private Step with(List<ServerAddress> servers) {
    List<PoolServer> all = new ArrayList<>(pool);
    for (ServerAddress each : servers) {
      boolean known = all.stream().anyMatch(other -> other.address().samePlace(each));
      if (!known && all.size() < MOST_SERVERS) {
        all.add(new PoolServer(each));
      }
    }
    if (all.size() == pool.size()) {
      return stay();
    }
    return new Step(
        new ConnectionState(phase, patient, maxReconnects, all, current, left, rounds),
        List.of(new Announce(Notice.DISCOVERED_SERVERS)));
  }

  private ConnectionState in(Phase next) {
    return new ConnectionState(next, patient, maxReconnects, pool, current, left, rounds);
  }

  private Step stay() {
    return new Step(this, List.of());
  }

  private IllegalStateException impossible(ConnectionEvent event) {
    return new IllegalStateException(event + " cannot happen while " + phase);
  }
}
