package io.nuncio.wire;

/// Receives what a server sends to one client, in the order of its bytes.
///
/// Slices and [DeliveryFrame] point into the read buffer and are valid only during the call.
public interface ServerProtocolHandler {
  /// `INFO {json}`: the JSON is `buffer[from, to)`.
  void onInfo(byte[] buffer, int from, int to) throws ProtocolException;

  /// `MSG` or `HMSG` with the whole payload.
  void onMessage(DeliveryFrame frame);

  /// `PING`, to be answered.
  void onPing();

  /// `PONG`, the answer to the oldest `PING` without one.
  void onPong();

  /// `+OK`.
  void onOk();

  /// `-ERR 'text'`.
  ///
  /// @param text without its quotes
  void onError(String text);
}
