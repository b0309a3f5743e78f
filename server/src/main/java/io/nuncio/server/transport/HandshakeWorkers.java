package io.nuncio.server.transport;

/// Runs what a handshake costs, away from the event loops. Safe from any thread.
@FunctionalInterface
public interface HandshakeWorkers {
  /// Runs `step` soon, where it may take milliseconds.
  ///
  /// @param begun whether it belongs to a handshake that is under way: those come first, so that
  ///   what was spent on them is not lost
  /// @return false if too much waits already; then it is not run
  boolean submit(Runnable step, boolean begun);
}
