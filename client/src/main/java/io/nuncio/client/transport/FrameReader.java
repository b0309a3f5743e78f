package io.nuncio.client.transport;

import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.ServerProtocolHandler;
import io.nuncio.wire.ServerProtocolParser;
import java.io.IOException;

/// Reads what a server sends into a buffer that grows with the largest frame, and shrinks after it.
/// Confined to the thread that reads.
public final class FrameReader {
  private static final int USUAL_BYTES = 64 * 1024;

  /// The most that a server can be configured to let a message have, with room for its headers.
  private static final int MOST_MESSAGE_BYTES = 65 * 1024 * 1024;

  private final ByteEndpoint endpoint;
  private final ServerProtocolParser parser;
  private byte[] buffer = new byte[USUAL_BYTES];
  private int filled;

  /// @param maxLineBytes longest line that the server may send
  public FrameReader(ByteEndpoint endpoint, int maxLineBytes) {
    this.endpoint = endpoint;
    this.parser = new ServerProtocolParser(maxLineBytes, MOST_MESSAGE_BYTES);
  }

  /// Waits for bytes and hands on the frames that they complete.
  ///
  /// @return false if there will be no more
  /// @throws IOException if the connection broke, or the server breaks the protocol
  public boolean read(ServerProtocolHandler handler) throws IOException {
    int count = endpoint.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      return false;
    }
    filled += count;
    int handled;
    try {
      handled = parser.parse(buffer, 0, filled, handler);
    } catch (ProtocolException e) {
      throw new IOException("the server breaks the protocol: " + e.getMessage(), e);
    }
    keep(handled);
    return true;
  }

  /// Moves what is unfinished to the front of an array that has room for the rest of it.
  private void keep(int from) {
    int left = filled - from;
    int needed = Math.max(parser.unfinishedBytes(), left + 1);
    int wanted = needed <= USUAL_BYTES ? USUAL_BYTES : Math.max(needed, 2 * left);
    if (wanted > buffer.length || (wanted == USUAL_BYTES && buffer.length > USUAL_BYTES)) {
      byte[] other = new byte[wanted];
      System.arraycopy(buffer, from, other, 0, left);
      buffer = other;
    } else {
      System.arraycopy(buffer, from, buffer, 0, left);
    }
    filled = left;
  }

  /// Whether part of a frame has been read.
  public boolean hasUnfinished() {
    return filled > 0;
  }
}
