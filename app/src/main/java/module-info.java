/// The program `nats-server`: joins the parts, starts them, and stops them.
module io.nuncio.app {
  requires io.nuncio.config;
  requires io.nuncio.monitoring;
  requires io.nuncio.server;
  requires jdk.jfr;
  requires jdk.unsupported;
  requires static org.jspecify;
}
