package io.nuncio.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.snapshot.SnapshotException;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Answers requests, so many at a time. Each call has a virtual thread to itself.
final class MonitoringHandler implements HttpHandler {
  private static final int MOST_AT_ONCE = 64;
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Endpoints endpoints;
  private final BodyBudget budget;
  private final LogSink log;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private volatile Gatekeeper gatekeeper;

  MonitoringHandler(Endpoints endpoints, Gatekeeper gatekeeper, BodyBudget budget, LogSink log) {
    this.endpoints = endpoints;
    this.gatekeeper = gatekeeper;
    this.budget = budget;
    this.log = log;
  }

  /// Other rules hold for the next request.
  void follow(Gatekeeper other) {
    gatekeeper = other;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        refuse(exchange, new RefusedException(503, "too many requests at once: try again"));
        return;
      }
      try {
        answer(exchange);
      } finally {
        places.release();
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (var body = new Body(budget)) {
      Endpoints.Answer answer = answer(exchange, body);
      send(exchange, answer, body);
    } catch (RefusedException refused) {
      log(Level.DEBUG, exchange, refused.status() + ", " + refused.text());
      refuse(exchange, refused);
    }
  }

  private Endpoints.Answer answer(HttpExchange exchange, Body body) {
    try {
      String path = gatekeeper.admit(exchange);
      return endpoints.answer(path, new Query(exchange.getRequestURI().getRawQuery()), body);
    } catch (SnapshotException stuck) {
      log(Level.WARN, exchange, String.valueOf(stuck.getMessage()));
      throw new RefusedException(503, String.valueOf(stuck.getMessage()));
    } catch (RefusedException refused) {
      throw refused;
    } catch (RuntimeException defect) {
      log(Level.ERROR, exchange, defect.toString());
      throw new RefusedException(500, "the server could not make the answer");
    }
  }

  /// The path alone: a query may hold what is nobody's business.
  private void log(Level level, HttpExchange exchange, String text) {
    if (log.isEnabled(level)) {
      String path = Query.quoted(String.valueOf(exchange.getRequestURI().getPath()));
      log.log(level, "Monitoring: " + path + " for " + exchange.getRemoteAddress() + ": " + text);
    }
  }

  private void refuse(HttpExchange exchange, RefusedException refused) throws IOException {
    try (var body = new Body(new BodyBudget(Long.MAX_VALUE))) {
      body.append(refused.text());
      // What the client goes on to send is not waited for.
      exchange.getResponseHeaders().set("Connection", "close");
      send(exchange, new Endpoints.Answer(refused.status(), PLAIN), body);
    }
  }

  private static void send(HttpExchange exchange, Endpoints.Answer answer, Body body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    boolean headOnly = exchange.getRequestMethod().equals("HEAD");
    if (headOnly) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(body.length()));
    }
    exchange.sendResponseHeaders(answer.status(), headOnly ? -1 : body.length());
    if (!headOnly) {
      body.writeTo(exchange.getResponseBody());
    }
  }
}
