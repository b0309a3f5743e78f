package io.nuncio.monitoring;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.snapshot.Snapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// Lets a server be watched over HTTP or HTTPS.
///
/// It listens from [#bind] on and answers from [#start] on, so that a port which is taken is known
/// before clients are let in. Safe from any thread.
public final class MonitoringServer implements AutoCloseable {
  private static final int BACKLOG = 64;

  /// The part of the heap that answers under way may take.
  private static final int HEAP_PART = 16;

  private final HttpServer http;
  private final ExecutorService threads;
  private final MonitoringConfig.Http config;
  private final Environment environment;
  private @Nullable Endpoints endpoints;
  private @Nullable MonitoringHandler handler;

  /// What is needed of the world outside.
  ///
  /// @param log receives a line about the port, and about requests that fail
  /// @param clock the time of day
  /// @param random makes the key under which passwords that proved right are remembered
  public record Environment(LogSink log, InstantSource clock, RandomGenerator random) {}

  private MonitoringServer(HttpServer http, MonitoringConfig.Http config, Environment environment) {
    this.http = http;
    this.config = config;
    this.environment = environment;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 1).factory());
  }

  /// Listens, and says so in the log.
  ///
  /// @throws IOException if the address cannot be listened on; its message is for the operator
  public static MonitoringServer bind(MonitoringConfig.Http config, Environment environment)
      throws IOException {
    HttpLimits.apply();
    String address = address(config.host(), config.port());
    HttpServer http;
    try {
      var place = new InetSocketAddress(config.host(), config.port());
      http =
          config.secure() ? HttpsServer.create(place, BACKLOG) : HttpServer.create(place, BACKLOG);
    } catch (IOException | RuntimeException cannotListen) {
      String reason = String.valueOf(cannotListen.getMessage());
      throw new IOException(
          "can't listen to the monitor port: listen tcp " + address + ": bind: " + reason,
          cannotListen);
    }
    var server = new MonitoringServer(http, config, environment);
    String listening = address(config.host(), server.port());
    environment.log().log(Level.INFO, "Starting " + scheme(config) + " monitor on " + listening);
    if (config.access() instanceof MonitoringConfig.Access.Open
        && !http.getAddress().getAddress().isLoopbackAddress()) {
      environment.log().log(
          Level.WARN,
          "Anybody who reaches "
              + listening
              + " can watch this server: set monitoring { token } in the configuration file, or"
              + " listen on "
              + scheme(config)
              + ": \"127.0.0.1:"
              + server.port()
              + "\"");
    }
    return server;
  }

  private static String scheme(MonitoringConfig.Http config) {
    return config.secure() ? "https" : "http";
  }

  private static String address(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /// The port that is listened on; the one chosen if the configuration left it open.
  public int port() {
    return http.getAddress().getPort();
  }

  /// Begins to answer.
  ///
  /// @param engines make an engine of TLS for each connection; not asked without HTTPS
  /// @param configDigest of the configuration file; empty without one
  public synchronized void start(
      Snapshots snapshots, Supplier<SSLEngine> engines, String configDigest) {
    endpoints = new Endpoints(snapshots, config, port(), configDigest);
    var budget = new BodyBudget(Runtime.getRuntime().maxMemory() / HEAP_PART);
    handler = new MonitoringHandler(endpoints, gatekeeper(config), budget, environment.log());
    http.createContext("/", handler);
    if (http instanceof HttpsServer https) {
      https.setHttpsConfigurator(new Encryption(engines));
    }
    http.setExecutor(threads);
    http.start();
  }

  /// Leaves engines as they are.
  private static final class Encryption extends HttpsConfigurator {
    Encryption(Supplier<SSLEngine> engines) {
      super(new SuppliedContext(engines));
    }

    @Override
    public void configure(HttpsParameters parameters) {
      // All is said already.
    }
  }

  private Gatekeeper gatekeeper(MonitoringConfig.Http rules) {
    return new Gatekeeper(rules, environment.clock(), environment.random());
  }

  /// Lets other rules hold: who may look, under which names, from where, and what metrics are
  /// called. The address stays.
  ///
  /// @param configDigest of the configuration file; empty without one
  public synchronized void follow(MonitoringConfig.Http other, String configDigest) {
    if (endpoints != null && handler != null) {
      handler.follow(gatekeeper(other));
      endpoints.follow(other, configDigest);
    }
  }

  /// Says from now on that the server is not ready for clients.
  public synchronized void clientsAreRefused() {
    if (endpoints != null) {
      endpoints.clientsAreRefused();
    }
  }

  /// Stops listening, and ends the requests that are under way.
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
