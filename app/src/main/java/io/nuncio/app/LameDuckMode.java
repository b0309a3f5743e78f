package io.nuncio.app;

/// A server that can let its clients go one by one.
interface LameDuckMode {
  /// Begins and returns at once; does nothing if it has begun already.
  ///
  /// @param whenDone called by any thread when no client is left
  void begin(Runnable whenDone);
}
