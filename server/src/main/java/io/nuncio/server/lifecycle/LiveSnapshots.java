package io.nuncio.server.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.server.account.Account;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.routing.CacheStatistics;
import io.nuncio.server.session.Counters;
import io.nuncio.server.session.Settings;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.SnapshotException;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.wire.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks the loops what there is, and waits for their answers. Safe from any thread but a loop's.
final class LiveSnapshots implements Snapshots {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServerCore core;
  private final AuthWorkers workers;
  private final InstantSource clock;
  private final ServerTls tls;
  private final Instant start;
  private volatile Instant configured;
  private volatile boolean closed;

  LiveSnapshots(ServerCore core, AuthWorkers workers, InstantSource clock, ServerTls tls) {
    this.tls = tls;
    this.core = core;
    this.workers = workers;
    this.clock = clock;
    this.start = clock.instant();
    this.configured = start;
  }

  /// The loops do not answer any more.
  void onClosed() {
    closed = true;
  }

  /// Another configuration holds from now on.
  void onReload() {
    configured = clock.instant();
  }

  @Override
  public ServerSnapshot server() {
    Queue<LoopReport> reports = new ConcurrentLinkedQueue<>();
    await(done -> core.report(reports::add, done));
    List<ServerSnapshot.Loop> loops = new ArrayList<>();
    Traffic traffic = Traffic.NONE;
    CacheStatistics cache = CacheStatistics.NONE;
    for (LoopReport report : reports) {
      loops.add(
          new ServerSnapshot.Loop(
              report.index(), report.connections(), report.traffic(), report.calls()));
      traffic = traffic.plus(report.traffic());
      cache = cache.plus(report.cache());
    }
    loops.sort(Comparator.comparingInt(ServerSnapshot.Loop::index));
    Settings settings = core.context().settings();
    return new ServerSnapshot(
        identity(settings.info()),
        settings.config(),
        settings.authenticator().required(),
        tls.notAfter(),
        start,
        configured,
        clock.instant(),
        core.clients(),
        core.accepted(),
        core.context().account().subscribers().size(),
        traffic,
        troubles(core.context().counters()),
        routing(core.context().account(), cache),
        new ServerSnapshot.Memory(core.budget().usedBytes(), core.budget().limitBytes()),
        loops);
  }

  private ServerSnapshot.Identity identity(ServerInfo info) {
    return new ServerSnapshot.Identity(
        info.serverId(),
        info.serverName(),
        info.version(),
        info.go(),
        info.host(),
        info.port(),
        core.context().account().name());
  }

  private ServerSnapshot.Troubles troubles(Counters counters) {
    return new ServerSnapshot.Troubles(
        counters.slowConsumersPending(),
        counters.slowConsumersDeadline(),
        counters.staleConnections(),
        counters.stalls(),
        counters.authFailures(),
        counters.authDelays(),
        workers.overflows(),
        counters.faults());
  }

  private static ServerSnapshot.Routing routing(Account account, CacheStatistics cache) {
    long removes = account.subscribers().removes();
    return new ServerSnapshot.Routing(
        cache.entries(),
        account.subscribers().size() + removes,
        removes,
        cache.hits(),
        cache.misses(),
        cache.maxFanOut(),
        cache.entries() == 0 ? 0 : (double) cache.totalFanOut() / cache.entries());
  }

  @Override
  public List<ConnectionSnapshot> connections() {
    Queue<ConnectionSnapshot> found = new ConcurrentLinkedQueue<>();
    await(done -> core.visitClients(client -> found.add(client.snapshot()), done));
    return List.copyOf(found);
  }

  @Override
  public List<ConnectionSnapshot> closedConnections() {
    return core.context().closedClients().all();
  }

  @Override
  public Map<Long, List<SubscriptionSnapshot>> subscriptions(Set<Long> clientIds) {
    Map<Long, List<SubscriptionSnapshot>> found = new ConcurrentHashMap<>();
    await(done ->
        core.visitClients(
            client -> {
              if (clientIds.contains(client.clientId())) {
                found.put(client.clientId(), client.subscriptions());
              }
            },
            done));
    return Map.copyOf(found);
  }

  @Override
  public List<SubscriptionSnapshot> receivers(String account, String subject) {
    return account.equals(core.context().account().name())
        ? core.context().receivers(subject.getBytes(UTF_8))
        : List.of();
  }

  private void await(Consumer<Runnable> question) {
    if (closed) {
      throw new SnapshotException("the server has stopped");
    }
    CountDownLatch answered = new CountDownLatch(1);
    question.accept(answered::countDown);
    try {
      if (answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SnapshotException(
        "the event loops did not answer within " + PATIENCE.toSeconds() + " s: try again");
  }
}
