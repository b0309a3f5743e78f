/// A NATS server inside your program: no process, and if you like no port.
module io.nuncio.embedded {
  requires transitive io.nuncio.client;
  requires transitive io.nuncio.config;
  requires transitive io.nuncio.server;
  requires transitive io.nuncio.wire;
  requires io.nuncio.auth;
  requires static org.jspecify;

  exports io.nuncio.embedded;
}
