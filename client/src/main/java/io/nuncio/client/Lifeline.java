package io.nuncio.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.reconnect.ConnectionAction;
import io.nuncio.client.reconnect.ConnectionAction.Announce;
import io.nuncio.client.reconnect.ConnectionAction.Attempt;
import io.nuncio.client.reconnect.ConnectionAction.Notice;
import io.nuncio.client.reconnect.ConnectionAction.Resume;
import io.nuncio.client.reconnect.ConnectionAction.Wait;
import io.nuncio.client.reconnect.ConnectionEvent;
import io.nuncio.client.reconnect.ConnectionState;
import io.nuncio.client.reconnect.ConnectionState.Phase;
import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.ServerAddress;
import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ServerGreeting;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Does what [ConnectionState] decides: connects, reads, waits, and connects again.
///
/// The first connect is made by the application's thread, everything after it by the reader.
final class Lifeline {
  private static final long FIRST_WAIT_NANOS = 100_000_000;

  /// More would not fit into a number of nanoseconds.
  private static final int MOST_DOUBLINGS = 30;

  private final ClientConnection connection;
  private final OptionValues options;
  private final Random random;
  private final MonotonicClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> failures = new ArrayList<>();

  /// The servers that had TLS; only who connects uses it.
  private final Set<String> encrypted = new HashSet<>();

  @GuardedBy("lock")
  private ConnectionState state;

  private volatile @Nullable Link link;
  private volatile @Nullable ByteEndpoint beginning;
  private volatile ServerInfo serverInfo = ServerInfo.EMPTY_INFO;
  private @Nullable AuthenticationException refusal;
  private @Nullable IOException failure;

  /// @param random shuffles servers and lengthens waits
  Lifeline(ClientConnection connection, OptionValues options, Random random, MonotonicClock clock) {
    this.connection = connection;
    this.clock = clock;
    this.options = options;
    this.random = random;
    List<ServerAddress> servers = new ArrayList<>(options.servers);
    if (!options.noRandomize) {
      Collections.shuffle(servers, random);
    }
    this.state = ConnectionState.of(servers, options.maxReconnects, options.patient);
  }

  /// Connects for the first time.
  void connect() throws IOException {
    perform(new ConnectionEvent.Started());
    if (phase() == Phase.CLOSED) {
      throw firstFailure();
    }
  }

  private IOException firstFailure() {
    if (refusal != null) {
      return refusal;
    }
    if (failures.size() == 1 && failure != null) {
      return failure;
    }
    return new IOException("no server accepts this client: " + String.join("; ", failures));
  }

  /// Reads until the connection is closed; connects again whenever it breaks.
  void read() {
    ServerVoice voice = new ServerVoice(connection);
    while (phase() == Phase.CONNECTED) {
      Link current = link;
      if (current == null) {
        throw new IllegalStateException("connected without a connection");
      }
      readUntilLost(current, voice);
      link = null;
      connection.out().disconnect();
      perform(new ConnectionEvent.Lost());
    }
  }

  private void readUntilLost(Link current, ServerVoice voice) {
    try {
      while (readSome(current, voice)) {
        connection.writer().lookAfter();
      }
    } catch (IOException e) {
      if (phase() == Phase.CONNECTED) {
        connection
            .listeners()
            .exception(new IOException(current.address() + ": " + e.getMessage(), e));
      }
    } catch (RuntimeException e) {
      connection.listeners().exception(e);
    } finally {
      current.close();
    }
  }

  /// Hands on what comes; nothing may have come.
  private static boolean readSome(Link current, ServerVoice voice) throws IOException {
    try {
      return current.reader().read(voice);
    } catch (SocketTimeoutException nothingYet) {
      return true;
    } finally {
      voice.endOfRead();
    }
  }

  /// Takes in what a server says of itself and of others.
  void learn(ServerGreeting greeting) {
    serverInfo = new ServerInfo(greeting);
    if (options.ignoreDiscoveredServers || greeting.connectUrls().isEmpty()) {
      return;
    }
    Link current = link;
    if (current == null) {
      return;
    }
    List<ServerAddress> named = new ArrayList<>();
    for (String each : greeting.connectUrls()) {
      try {
        named.add(current.address().sibling(each, current.encrypted()));
      } catch (IllegalArgumentException unusable) {
        connection.listeners().exception(unusable);
      }
    }
    perform(new ConnectionEvent.Discovered(named));
  }

  /// Lets events follow one another until there is nothing to do at once.
  private void perform(ConnectionEvent first) {
    @Nullable ConnectionEvent event = first;
    while (event != null) {
      ConnectionEvent following = null;
      for (ConnectionAction action : advance(event)) {
        ConnectionEvent next = perform(action);
        following = next == null ? following : next;
      }
      event = following;
    }
  }

  private List<ConnectionAction> advance(ConnectionEvent event) {
    lock.lock();
    try {
      ConnectionState.Step step = state.after(event);
      state = step.state();
      changed.signalAll();
      return step.actions();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ConnectionEvent perform(ConnectionAction action) {
    if (action instanceof Attempt attempt) {
      return attempt(attempt.server());
    }
    if (action instanceof Wait wait) {
      pause(wait.round());
      return new ConnectionEvent.Waited();
    }
    if (action instanceof Resume) {
      resume();
    } else if (action instanceof Announce announce) {
      announce(announce.notice());
    }
    return null; // nothing to do but end for GiveUp
  }

  private ConnectionEvent attempt(ServerAddress server) {
    try {
      boolean before = encrypted.contains(server.toString());
      Link made = new Handshake(options, server, clock, before).connect(this::begin);
      link = made;
      if (made.encrypted()) {
        encrypted.add(server.toString());
      }
      failures.clear();
      return new ConnectionEvent.Opened();
    } catch (AuthenticationException e) {
      refusal = e;
      return failed(e, true);
    } catch (IOException e) {
      return failed(e, false);
    } catch (RuntimeException e) {
      return failed(new IOException(server + ": connecting failed: " + e.getMessage(), e), false);
    } finally {
      beginning = null;
    }
  }

  private ConnectionEvent failed(IOException e, boolean refused) {
    failure = e;
    if (failures.size() < 16) {
      failures.add(String.valueOf(e.getMessage()));
    }
    if (options.patient || phase() == Phase.RECONNECTING) {
      connection.listeners().exception(e);
    }
    return new ConnectionEvent.Failed(refused);
  }

  /// Notes what [#breakUp] is to close; closes it if the connection has ended before.
  private void begin(ByteEndpoint endpoint) {
    beginning = endpoint;
    if (phase() == Phase.CLOSED) {
      endpoint.close();
    }
  }

  /// Tells the server of every subscription, then lets the writer go on.
  private void resume() {
    Link made = link;
    if (made == null) {
      return;
    }
    Link numbered = made.numbered(connection.out().resume());
    link = numbered;
    connection.writer().freshLink();
    serverInfo = new ServerInfo(numbered.greeting());
    try {
      write(numbered, connection.requests().frames());
      write(numbered, connection.table().frames());
    } catch (IOException e) {
      numbered.close(); // the reader finds that out; what waits is for the next
      return;
    }
    if (phase() == Phase.CLOSED) {
      numbered.close();
    }
    connection.out().open();
    learn(numbered.greeting());
  }

  private static void write(Link link, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      link.endpoint().write(bytes, 0, bytes.length);
    }
  }

  private void announce(Notice notice) {
    if (notice == Notice.RECONNECTED) {
      connection.statistics().incrementReconnects();
    }
    connection.event(Events.valueOf(notice.name()));
  }

  /// Waits before the next round, or until the connection is closed.
  private void pause(int round) {
    long left = delay(round).toNanos();
    lock.lock();
    try {
      while (left > 0 && state.phase() != Phase.CLOSED) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private Duration delay(int round) {
    if (options.reconnectDelayHandler != null) {
      return options.reconnectDelayHandler.getWaitTime(round);
    }
    long most = Math.max(0, options.reconnectWait.toNanos());
    long wait = Math.min(most, FIRST_WAIT_NANOS << Math.min(round - 1, MOST_DOUBLINGS));
    long jitter = (demandsTls() ? options.reconnectJitterTls : options.reconnectJitter).toNanos();
    long extra = jitter <= 0 ? 0 : (long) (random.nextDouble() * jitter);
    return Duration.ofNanos(wait + extra);
  }

  private boolean demandsTls() {
    return options.secure || !encrypted.isEmpty();
  }

  /// From now on nothing is connected again.
  void end() {
    advance(new ConnectionEvent.Ended());
  }

  /// Tells the server that nothing more comes.
  void finish() {
    Link current = link;
    if (current != null) {
      current.finish();
    }
  }

  /// Breaks whatever is connected or being connected.
  void breakUp() {
    Link current = link;
    if (current != null) {
      current.close();
    }
    ByteEndpoint begun = beginning;
    if (begun != null) {
      begun.close();
    }
  }

  @Nullable Link link() {
    return link;
  }

  ServerInfo serverInfo() {
    return serverInfo;
  }

  Phase phase() {
    lock.lock();
    try {
      return state.phase();
    } finally {
      lock.unlock();
    }
  }

  /// The URLs that may be connected to.
  List<String> urls() {
    lock.lock();
    try {
      return state.pool().stream().map(server -> server.address().url()).toList();
    } finally {
      lock.unlock();
    }
  }
}
