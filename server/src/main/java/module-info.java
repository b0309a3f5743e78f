/// The messaging server. Only the entry point and what it speaks in are exported; everything else
/// is free to change.
@SuppressWarnings("module") // io.nuncio.boringssl is compiled after this
module io.nuncio.server {
  requires transitive io.nuncio.config;
  requires transitive io.nuncio.wire;
  requires io.nuncio.auth;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.nuncio.server;
  exports io.nuncio.server.events;
  exports io.nuncio.server.snapshot;
  exports io.nuncio.server.tls to
      io.nuncio.boringssl;

  uses io.nuncio.server.tls.TlsProvider;
}
