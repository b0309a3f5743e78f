/// What tests need from the outside world: waiting, raw peers, processes, clocks, seeds and hostile
/// bytes.
module io.nuncio.testkit {
  requires java.management;
  requires jdk.management;
  requires static org.jspecify;

  exports io.nuncio.testkit;
}
