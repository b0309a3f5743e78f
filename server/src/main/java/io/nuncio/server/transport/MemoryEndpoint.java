package io.nuncio.server.transport;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// The client's end of a [MemoryLink].
///
/// An interrupt does not end the waiting of [#read] and [#write]; closing does.
final class MemoryEndpoint implements ByteEndpoint {
  private final MemoryLink link;
  private final ByteRing toServer;
  private final ByteRing toClient;
  private final Bell reader = new Bell();
  private final Bell writer = new Bell();
  private final AtomicBoolean closed = new AtomicBoolean();
  // Made once: each wait would make another.
  private final BooleanSupplier readable = this::isReadable;
  private final BooleanSupplier writable = this::isWritable;

  MemoryEndpoint(MemoryLink link, ByteRing toServer, ByteRing toClient) {
    this.link = link;
    this.toServer = toServer;
    this.toClient = toClient;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    ByteBuffer room = ByteBuffer.wrap(target, from, count);
    int read = 0;
    while (read == 0 && room.hasRemaining()) {
      reader.await(readable);
      read = toClient.take(room);
      checkOpen();
    }
    if (read > 0) {
      link.onRoom();
    }
    return read;
  }

  @Override
  public void write(byte[] source, int from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(source, from, count);
    checkOpen();
    while (bytes.hasRemaining()) {
      int put = toServer.put(bytes);
      checkOpen();
      if (put < 0) {
        throw new IOException("the server has closed this connection");
      } else if (put > 0) {
        link.onBytes();
      } else {
        writer.await(writable);
      }
    }
  }

  private void checkOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("this end of the connection was closed");
    }
  }

  private boolean isReadable() {
    return closed.get() || toClient.isReadable();
  }

  private boolean isWritable() {
    return closed.get() || toServer.hasRoom(1);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      toServer.end();
      toClient.abandon();
      reader.ring();
      writer.ring();
      link.onBytes();
      link.onRoom();
    }
  }

  /// The server has written something.
  void onBytes() {
    reader.ring();
  }

  /// The server has taken something.
  void onRoom() {
    writer.ring();
  }

  void onServerClosed() {
    reader.ring();
    writer.ring();
  }
}
