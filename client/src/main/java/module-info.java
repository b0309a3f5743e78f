/// A NATS client: connect, publish, subscribe, request. Only the package that applications use is
/// exported.
module io.nuncio.client {
  requires transitive io.nuncio.wire;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.nuncio.client;
}
