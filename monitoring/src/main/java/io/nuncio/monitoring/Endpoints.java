package io.nuncio.monitoring;

import io.nuncio.config.MonitoringConfig;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.Snapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What there is to ask for. Safe from any thread but an event loop's: it waits for the server.
final class Endpoints {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final int MOST_HEAVY = 2;
  private static final int PATIENCE_SECONDS = 5;

  private final Snapshots snapshots;
  private final int port;
  private final Semaphore heavy = new Semaphore(MOST_HEAVY);
  private final Map<String, Endpoint> endpointsByPath = new HashMap<>();
  private final Map<String, Long> requestsByPath = new ConcurrentHashMap<>();
  private final ProcessUsage usage;
  private volatile MonitoringConfig.Http config;
  private volatile String digest;
  private volatile boolean accepting = true;

  /// What answers at one path.
  private interface Endpoint {
    Answer answer(Query query, Body body);
  }

  /// An answer whose body has been made.
  ///
  /// @param status of HTTP
  record Answer(int status, String contentType) {}

  /// @param port that is listened on
  /// @param digest of the configuration file; empty without one
  Endpoints(Snapshots snapshots, MonitoringConfig.Http config, int port, String digest) {
    this.snapshots = snapshots;
    this.config = config;
    this.port = port;
    this.digest = digest;
    this.usage = new ProcessUsage(snapshots.server().start());
    json("/varz", (query, document) -> writeVarz(document));
    heavyJson("/connz", (query, document) -> new Connz(snapshots, query).write(document));
    heavyJson("/subsz", (query, document) -> new Subsz(snapshots, query).write(document));
    json(
        "/accountz",
        (query, document) ->
            new Accounts(snapshots.server()).writeAccountz(query.text("acc"), document));
    json(
        "/accstatz",
        (query, document) ->
            new Accounts(snapshots.server()).writeAccstatz(query.flag("unused"), document));
    json("/routez", (query, document) -> unbuilt().writeRoutez(query, document));
    json("/leafz", (query, document) -> unbuilt().writeLeafz(query, document));
    json("/gatewayz", (query, document) -> unbuilt().writeGatewayz(query, document));
    json("/jsz", (query, document) -> unbuilt().writeJsz(query, document));
    endpointsByPath.put("/", (query, body) -> root(body));
    endpointsByPath.put("/healthz", this::health);
    endpointsByPath.put("/metrics", (query, body) -> heavily(() -> metrics(body)));
  }

  /// Another configuration holds.
  void follow(MonitoringConfig.Http other, String otherDigest) {
    config = other;
    digest = otherDigest;
  }

  /// The server takes no new clients any more.
  void clientsAreRefused() {
    accepting = false;
  }

  /// Answers a request.
  ///
  /// @param path without the base path
  /// @throws RefusedException if there is nothing there, or the request cannot be understood
  /// @throws io.nuncio.server.snapshot.SnapshotException if the server does not answer
  Answer answer(String path, Query query, Body body) {
    String canonical = path.equals("/subscriptionsz") ? "/subsz" : path;
    Endpoint endpoint = endpointsByPath.get(canonical);
    if (endpoint == null) {
      throw new RefusedException(404, "404 page not found\n");
    }
    requestsByPath.merge(canonical, 1L, Long::sum);
    return endpoint.answer(query, body);
  }

  private void json(String path, BiConsumer<Query, Document> write) {
    endpointsByPath.put(path, (query, body) -> json(query, body, write));
  }

  private void heavyJson(String path, BiConsumer<Query, Document> write) {
    endpointsByPath.put(path, (query, body) -> heavily(() -> json(query, body, write)));
  }

  private static Answer json(Query query, Body body, BiConsumer<Query, Document> write) {
    write.accept(query, new IndentedJson(body));
    return new Answer(200, JSON);
  }

  /// Lets only a few at a time hold lists of all clients.
  ///
  /// @throws RefusedException if it is not its turn in time
  private Answer heavily(Supplier<Answer> answer) {
    try {
      if (!heavy.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new RefusedException(503, "too many long lists are being made: try again");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the server is stopping");
    }
    try {
      return answer.get();
    } finally {
      heavy.release();
    }
  }

  private Unbuilt unbuilt() {
    return new Unbuilt(snapshots.server());
  }

  private void writeVarz(Document document) {
    ServerSnapshot server = snapshots.server();
    new Varz(server, surroundings(server)).write(document);
  }

  private Varz.Surroundings surroundings(ServerSnapshot server) {
    return new Varz.Surroundings(
        config, port, digest, usage.sample(server.now()), new TreeMap<>(requestsByPath));
  }

  private Answer root(Body body) {
    RootPage.write(snapshots.server(), config.basePath(), body);
    return new Answer(200, HTML);
  }

  private Answer health(Query query, Body body) {
    Healthz.Health health = new Healthz(snapshots, accepting).check(query);
    body.append(health.json());
    return new Answer(health.status(), JSON);
  }

  private Answer metrics(Body body) {
    ServerSnapshot server = snapshots.server();
    new Metrics(server, config.metricsPrefix(), new MetricsText(body))
        .write(surroundings(server), snapshots.connections());
    return new Answer(200, MetricsText.CONTENT_TYPE);
  }
}
