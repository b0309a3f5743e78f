package io.nuncio.monitoring;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.nuncio.config.MonitoringConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Decides which requests are answered, and says so in headers. Immutable; safe from any thread.
final class Gatekeeper {
  /// Of this path anybody may ask: what starts and stops servers cannot send a password.
  private static final String OPEN_PATH = "/healthz";

  private static final String METHODS = "GET, HEAD";

  private final MonitoringConfig.Http config;
  private final HostNames names;
  private final Guard guard;

  Gatekeeper(MonitoringConfig.Http config, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.names = new HostNames(config.host(), config.hosts());
    this.guard = new Guard(config.access(), clock, random);
  }

  /// Lets a request pass, and adds the headers that each answer has.
  ///
  /// @return the path without the base path
  /// @throws RefusedException if it is not to be answered
  String admit(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    checkMethod(exchange);
    checkHost(exchange.getRequestHeaders());
    allowOrigin(exchange);
    String path = path(String.valueOf(exchange.getRequestURI().getPath()));
    if (!path.equals(OPEN_PATH)
        && !guard.letsIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
      headers.set("WWW-Authenticate", guard.challenge());
      throw new RefusedException(401, "not authorized");
    }
    return path;
  }

  private static void checkMethod(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", METHODS);
      throw new RefusedException(405, "only " + METHODS);
    }
  }

  /// A request without the header comes from no browser.
  private void checkHost(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    for (String host : hosts) {
      if (!names.accept(host)) {
        throw new RefusedException(
            403,
            "this server does not know itself by that name: add it to monitoring.hosts in the"
                + " configuration file");
      }
    }
  }

  private void allowOrigin(HttpExchange exchange) {
    String allowed = config.corsOrigin();
    if (allowed.isEmpty()) {
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    if (allowed.equals("*")) {
      headers.set("Access-Control-Allow-Origin", "*");
      return;
    }
    headers.set("Vary", "Origin");
    if (allowed.equals(exchange.getRequestHeaders().getFirst("Origin"))) {
      headers.set("Access-Control-Allow-Origin", allowed);
    }
  }

  /// The root is at the base path itself.
  private String path(String path) {
    String base = config.basePath();
    if (base.isEmpty()) {
      return path;
    }
    if (path.equals(base)) {
      return "/";
    }
    boolean below = path.startsWith(base + "/") && path.length() > base.length() + 1;
    return below ? path.substring(base.length()) : "";
  }
}
