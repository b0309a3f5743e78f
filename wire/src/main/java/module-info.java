/// What the bytes of the NATS protocols mean: control lines, subjects, JSON of INFO and CONNECT,
/// and identifiers. No I/O, no threads, no dependency.
module io.nuncio.wire {
  requires static org.jspecify;

  exports io.nuncio.wire;
}
