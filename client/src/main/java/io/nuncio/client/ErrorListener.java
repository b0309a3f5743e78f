package io.nuncio.client;

/// Told what goes wrong where no call can fail: one thing after another, on a thread where it may
/// block. Without one, such things are written to the `System.Logger` called `io.nuncio.client`.
public interface ErrorListener {
  /// The server said `-ERR` with these words.
  default void errorOccurred(Connection connection, String error) {}

  /// A handler threw, or the connection broke.
  default void exceptionOccurred(Connection connection, Exception exception) {}

  /// The server took nothing for too long, and the connection is broken for that; see
  /// [Options.Builder#socketWriteTimeout].
  default void socketWriteTimeout(Connection connection) {}

  /// Messages for `consumer` are being dropped because it does not keep up;
  /// [Consumer#getDroppedCount] says how many. Told once for a series.
  default void slowConsumerDetected(Connection connection, Consumer consumer) {}
}
