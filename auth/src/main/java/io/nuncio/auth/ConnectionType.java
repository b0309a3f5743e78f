package io.nuncio.auth;

/// What a client connects by. The names are those of nats-server's `allowed_connection_types`.
public enum ConnectionType {
  /// A socket, and the client protocol on it.
  STANDARD,
  /// The client protocol in WebSocket frames.
  WEBSOCKET,
  /// Another server, as a leaf.
  LEAFNODE,
  /// Another server, as a leaf, in WebSocket frames.
  LEAFNODE_WS,
  /// MQTT.
  MQTT,
  /// MQTT in WebSocket frames.
  MQTT_WS,
  /// No socket: the client runs in the server's process.
  IN_PROCESS
}
