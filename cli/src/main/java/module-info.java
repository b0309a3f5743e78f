/// The program `nuncio`: a command-line client of NATS servers. Exports nothing; its commands are
/// open to the library that fills in their options.
module io.nuncio.cli {
  requires info.picocli;
  requires io.nuncio.client;
  requires io.nuncio.wire;
  requires static org.jspecify;

  opens io.nuncio.cli to
      info.picocli;
  opens io.nuncio.cli.bench to
      info.picocli;
  opens io.nuncio.cli.check to
      info.picocli;
  opens io.nuncio.cli.page to
      info.picocli;
  opens io.nuncio.cli.connection to
      info.picocli;
  opens io.nuncio.cli.context to
      info.picocli;
  opens io.nuncio.cli.message to
      info.picocli;
}
