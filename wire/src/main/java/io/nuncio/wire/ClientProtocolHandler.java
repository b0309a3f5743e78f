package io.nuncio.wire;

/// Receives the operations of one client connection in the order of its bytes.
///
/// Arrays that hold a whole argument (`subject`, `sid`, …) are fresh and the handler's to keep.
/// [PublishFrame] and the slices of [#onConnect] and [#onControlLine] point into the read buffer
/// and are valid only during the call.
public interface ClientProtocolHandler {
  /// `CONNECT {json}`: the JSON is `buffer[from, to)`.
  void onConnect(byte[] buffer, int from, int to) throws ProtocolException;

  /// Something else begins where `CONNECT` is required. It is handled if this returns.
  ///
  /// @throws ProtocolException unless the client need not send one after all
  default void onMissingConnect() throws ProtocolException {
    throw new ProtocolException(
        Violation.AUTHORIZATION, "expected CONNECT first, got something else");
  }

  /// `PUB` or `HPUB` with its complete payload.
  void onPublish(PublishFrame frame) throws ProtocolException;

  /// `SUB <subject> [queue group] <sid>`. The subject is not validated yet.
  ///
  /// @param queueGroup empty if there is none
  void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) throws ProtocolException;

  /// `UNSUB <sid> [max]`.
  ///
  /// @param max deliveries after which the subscription ends, counted from its start; 0 or less:
  ///   now
  void onUnsubscribe(byte[] sid, long max) throws ProtocolException;

  /// `PING`.
  void onPing() throws ProtocolException;

  /// `PONG`.
  void onPong() throws ProtocolException;

  /// Called before each operation while [ClientProtocolParser#traceControlLines] is on.
  /// `buffer[from, to)` are the operation's arguments; those of `CONNECT` hold secrets.
  default void onControlLine(String operation, byte[] buffer, int from, int to) {}
}
