/// What a server says of itself over HTTP: to people, to tools for nats-server, and to Prometheus.
module io.nuncio.monitoring {
  requires transitive io.nuncio.config;
  requires transitive io.nuncio.server;
  requires io.nuncio.auth;
  requires io.nuncio.wire;
  requires java.management;
  requires jdk.httpserver;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.nuncio.monitoring;
}
