/** A program with a server inside. */
module consumer {
  requires io.nuncio.embedded;

  exports consumer;
}
