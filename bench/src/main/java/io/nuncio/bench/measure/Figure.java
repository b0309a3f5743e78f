package io.nuncio.bench.measure;

/// Something that is measured, and which end of it is the good one.
public enum Figure {
  /// Processor time of the server for each message, or whatever else is counted.
  CPU("CPU ns", false),
  /// Messages, or whatever else is counted, for each second.
  RATE("per second", true),
  /// Half of the round trips took less.
  P50("p50 µs", false),
  /// Of a hundred round trips, 99 took less.
  P99("p99 µs", false),
  /// Real time to subscribe once, among many.
  SUBSCRIBE_NANOS("ns to subscribe", false),
  /// Processor time of the server to subscribe once, among many.
  SUBSCRIBE_CPU("CPU ns to subscribe", false),
  /// Memory that a subscription adds.
  SUBSCRIPTION_BYTES("bytes for a subscription", false),
  /// Real time until everything that belonged to closed connections is gone.
  LEAVE_MILLIS("ms to leave", false),
  /// Memory that an idle connection adds.
  CONNECTION_KILOBYTES("kB for a connection", false),
  /// What is left of a rate when something goes wrong beside it.
  KEPT_PERCENT("% of the rate kept", true),
  /// The most memory that the server's process had.
  PEAK_MEGABYTES("MB at most", false),
  /// Full handshakes for each second of the server's processor time.
  HANDSHAKES("handshakes per CPU second", true),
  /// From starting the process to the first byte that a client sees.
  START_MILLIS("ms to the first byte", false);

  private final String label;
  private final boolean moreIsBetter;

  Figure(String label, boolean moreIsBetter) {
    this.label = label;
    this.moreIsBetter = moreIsBetter;
  }

  /// What it is, with its unit.
  public String label() {
    return label;
  }

  /// Whether a ratio above 1 is good.
  public boolean moreIsBetter() {
    return moreIsBetter;
  }
}
