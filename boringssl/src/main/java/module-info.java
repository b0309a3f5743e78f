/// TLS by BoringSSL, for a server on whose module path this is.
module io.nuncio.boringssl {
  requires io.netty.buffer;
  requires io.netty.handler;
  requires io.nuncio.server;
  requires static org.jspecify;

  provides io.nuncio.server.tls.TlsProvider with
      io.nuncio.boringssl.BoringSsl;
}
