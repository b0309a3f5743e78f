package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads for all subscribers in one thread, through one large buffer outside of the heap.
public final class Receiver implements Crew.Task, Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<Sink> sinks = new ArrayList<>();
  private Duration limit = Patience.USUAL;
  private boolean complete;

  /// Reads for nobody yet.
  public Receiver() throws IOException {
    selector = Selector.open();
  }

  /// Reads what comes from `connection`, which reads no more by itself, into `sink`.
  public void add(Connection connection, Sink sink) throws IOException {
    limit = connection.patience().limit();
    connection.channel().configureBlocking(false);
    connection.channel().register(selector, SelectionKey.OP_READ, sink);
    sinks.add(sink);
  }

  /// Reads until all sinks are complete.
  ///
  /// @throws IOException if nothing comes for too long
  @Override
  public void run() throws IOException {
    while (!complete && !Thread.currentThread().isInterrupted()) {
      long start = Clock.nanos();
      try {
        int ready = selector.select(this::read, limit.toMillis());
        if (ready == 0 && Clock.nanos() - start >= limit.toNanos()) {
          long lacking = sinks.stream().filter(sink -> !sink.complete()).count();
          throw Patience.over(
              "%d of %d subscribers wait for more, and nothing came"
                  .formatted(lacking, sinks.size()),
              limit);
        }
      } catch (ClosedSelectorException closed) {
        return;
      }
    }
  }

  private void read(SelectionKey key) {
    var sink = (Sink) key.attachment();
    boolean before = sink.complete();
    try {
      if (((SocketChannel) key.channel()).read(buffer.clear()) < 0) {
        throw new EOFException("the server closed a subscriber's connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    sink.accept(buffer.flip());
    if (!before && sink.complete()) {
      complete = sinks.stream().allMatch(Sink::complete);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
