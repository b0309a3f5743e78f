/// Who a peer is and what it may do.
module io.nuncio.auth {
  requires transitive io.nuncio.wire;
  requires bcrypt;
  requires static org.jspecify;

  exports io.nuncio.auth;
}
