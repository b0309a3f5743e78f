package io.nuncio.server.transport;

/// Told by its loop what a [Link] is ready for, and only while it has asked for that.
public interface LinkListener {
  /// There are bytes to read, or the stream has ended.
  void onReadable();

  /// The peer can take more bytes.
  void onWritable();
}
