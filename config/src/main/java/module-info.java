/// What a server is asked to be: the command line, read into immutable, validated records.
module io.nuncio.config {
  requires transitive io.nuncio.auth;
  requires static org.jspecify;

  exports io.nuncio.config;
}
