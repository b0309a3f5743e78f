/// What tests need from the outside world: waiting, raw peers, processes, clocks and seeds.
module io.nuncio.testkit {
  requires static transitive org.jspecify;

  exports io.nuncio.testkit;
}
