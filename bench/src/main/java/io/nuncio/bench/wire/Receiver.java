package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Receives for all subscribers in one thread, through one large buffer outside of the heap.
///
/// What is only counted is not even copied out of the kernel where the system can do that: a driver
/// that copies it for ten subscribers takes the processor from the server that it measures.
public final class Receiver implements Crew.Task, Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final MemorySegment bufferSegment = MemorySegment.ofBuffer(buffer);
  // None where what is only counted is copied, too.
  private final List<LinuxSockets> discarding;
  private final List<Subscriber> subscribers = new ArrayList<>();
  private Duration limit = Patience.USUAL;
  private boolean complete;

  /// How what has come is taken.
  @FunctionalInterface
  private interface Intake {
    /// Takes what there is; never waits.
    void take() throws IOException;
  }

  private record Subscriber(Sink sink, Intake intake) {}

  /// Receives for nobody yet, and throws away what is only counted if this system can do so.
  public Receiver() throws IOException {
    this(LinuxSockets.usable());
  }

  /// @param discards whether what is only counted is thrown away, and not copied
  Receiver(boolean discards) throws IOException {
    discarding = discards ? List.of(new LinuxSockets()) : List.of();
    selector = Selector.open();
  }

  /// Gives what comes from `connection`, which reads no more by itself, to `sink`.
  public void add(Connection connection, Sink sink) throws IOException {
    limit = connection.patience().limit();
    var channel = connection.channel();
    var subscriber = new Subscriber(sink, intake(channel, sink));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, subscriber);
    subscribers.add(subscriber);
  }

  private Intake intake(SocketChannel channel, Sink sink) throws IOException {
    if (sink instanceof CountingSink counting) {
      for (var sockets : discarding) {
        var descriptor = sockets.descriptor(channel);
        if (descriptor.isPresent()) {
          int number = descriptor.getAsInt();
          return () -> counting.count(sockets.discard(number, bufferSegment));
        }
      }
    }
    return () -> {
      if (channel.read(buffer.clear()) < 0) {
        throw new EOFException("the server closed a subscriber's connection");
      }
      sink.accept(buffer.flip());
    };
  }

  /// Receives until all sinks are complete.
  ///
  /// @throws IOException if nothing comes for too long
  @Override
  public void run() throws IOException {
    while (!complete && !Thread.currentThread().isInterrupted()) {
      long start = Clock.nanos();
      try {
        int ready = selector.select(this::take, limit.toMillis());
        if (ready == 0 && Clock.nanos() - start >= limit.toNanos()) {
          long lacking = subscribers.stream().filter(s -> !s.sink.complete()).count();
          throw Patience.over(
              "%d of %d subscribers wait for more, and nothing came"
                  .formatted(lacking, subscribers.size()),
              limit);
        }
      } catch (ClosedSelectorException closed) {
        return;
      }
    }
  }

  private void take(SelectionKey key) {
    var subscriber = (Subscriber) key.attachment();
    boolean before = subscriber.sink.complete();
    try {
      subscriber.intake.take();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (!before && subscriber.sink.complete()) {
      complete = subscribers.stream().allMatch(s -> s.sink.complete());
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
