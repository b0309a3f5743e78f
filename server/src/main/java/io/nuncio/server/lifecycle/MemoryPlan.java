package io.nuncio.server.lifecycle;

import io.nuncio.config.Limits;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// How the memory of the process is divided, what is said of it at the start, and which limits will
/// not fit.
///
/// @param heapBytes the most that the heap may grow to
/// @param loops how many event loops there are
record MemoryPlan(long heapBytes, int loops) {
  /// One message on its way in and one waiting to go out, for two pairs of clients: with room for
  /// fewer, a single slow client makes the server cut others.
  private static final int LARGEST_MESSAGES_AT_ONCE = 4;

  private static final String WAY_OUT =
      ": give the server more memory (NUNCIO_JAVA_OPTS=-Xmx...), or lower ";

  /// The plan of this process.
  static MemoryPlan ofThisProcess(int loops) {
    return new MemoryPlan(Runtime.getRuntime().maxMemory(), loops);
  }

  /// What all clients together may make the server keep. Half of the heap: the other half is for
  /// everything else, and for the collector to work in.
  long budgetBytes() {
    return heapBytes / 2;
  }

  /// What the loops read and write through, outside of the heap. All of it is taken at the start,
  /// so a `-XX:MaxDirectMemorySize` that is too small fails then and never later.
  long directBytes() {
    return (long) loops * Lane.directBytes(loops > 1);
  }

  /// Tells the operator.
  void announce(Limits limits, LogSink log) {
    log.log(
        Level.INFO,
        "  Memory:   "
            + size(heapBytes)
            + " heap, "
            + size(budgetBytes())
            + " of it for what waits for clients; "
            + size(directBytes())
            + " direct memory for "
            + loops
            + (loops == 1 ? " event loop" : " event loops"));
    if (limits.maxPendingBytes() > budgetBytes()) {
      log.log(
          Level.WARN,
          "max_pending ("
              + size(limits.maxPendingBytes())
              + ") is more than all clients together may have waiting"
              + WAY_OUT
              + "max_pending");
    }
    if (limits.maxPayloadBytes() > budgetBytes() / LARGEST_MESSAGES_AT_ONCE) {
      log.log(
          Level.WARN,
          "max_payload ("
              + size(limits.maxPayloadBytes())
              + ") is more than a quarter of what all clients together may have waiting, so a few"
              + " messages of that size are too many"
              + WAY_OUT
              + "max_payload");
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
  }
}
