package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several clients and a loop that gives back what it reads, with pieces and pauses from a seed:
/// each client gets all its bytes, in their order, and nobody waits for ever. How threads take
/// turns the seed cannot say.
class MemoryLinkStressTest {
  private static final int CLIENTS = 4;
  private static final int PATIENCE_SECONDS = 60;
  private static final long BYTES = Boolean.getBoolean("nuncio.nightly") ? 1L << 30 : 12L << 20;
  private static final int[] MOST_BYTES = {3, 700, 40_000, 400_000};

  private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyByteComesBackInItsOrder(boolean virtual) throws Exception {
    RandomGenerator random = Seed.random("a link in memory, virtual=" + virtual);
    EventLoop loop = new EventLoop(0, new NioPoller(faults::add), new SystemClock(), faults::add);
    Thread running = Thread.ofPlatform().start(loop);
    // Not closed: it would wait for who waits for ever.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().daemon().factory());
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        MemoryLink link = new MemoryLink(loop, closed -> {});
        SplittableRandom pieces = new SplittableRandom(random.nextLong());
        loop.execute(() -> Echo.serve(link, loop, pieces));
        int first = random.nextInt();
        ByteEndpoint client = link.clientEnd();
        done.add(threads.submit(writing(client, first, new SplittableRandom(random.nextLong()))));
        done.add(threads.submit(reading(client, first, new SplittableRandom(random.nextLong()))));
      }

      for (Future<?> each : done) {
        each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      loop.stop();
      running.join();
    }

    assertThat(faults).isEmpty();
  }

  /// The byte at a place, such that no piece is like another.
  private static byte at(int first, long index) {
    long mixed = (first + index) * 0x9E3779B97F4A7C15L;
    return (byte) (mixed >>> 56);
  }

  private static int piece(SplittableRandom random) {
    return 1 + random.nextInt(MOST_BYTES[random.nextInt(MOST_BYTES.length)]);
  }

  private static void pause(SplittableRandom random) {
    switch (random.nextInt(16)) {
      case 0 -> LockSupport.parkNanos(random.nextInt(200_000));
      case 1, 2 -> Thread.onSpinWait();
      default -> {
        // On at once.
      }
    }
  }

  private static Callable<Boolean> writing(
      ByteEndpoint client, int first, SplittableRandom random) {
    return () -> {
      for (long sent = 0; sent < BYTES; ) {
        int from = random.nextInt(5);
        byte[] piece = new byte[from + (int) Math.min(piece(random), BYTES - sent)];
        for (int i = from; i < piece.length; i++) {
          piece[i] = at(first, sent + i - from);
        }
        client.write(piece, from, piece.length - from);
        sent += piece.length - from;
        pause(random);
      }
      return true;
    };
  }

  private static Callable<Boolean> reading(
      ByteEndpoint client, int first, SplittableRandom random) {
    return () -> {
      for (long taken = 0; taken < BYTES; ) {
        int from = random.nextInt(5);
        byte[] piece = new byte[from + piece(random)];
        int count = client.read(piece, from, piece.length - from);
        assertThat(count).describedAs("behind %d bytes", taken).isPositive();
        for (int i = 0; i < count; i++) {
          if (piece[from + i] != at(first, taken + i)) {
            throw new AssertionError("another byte at " + (taken + i));
          }
        }
        taken += count;
        pause(random);
      }
      client.close();
      return true;
    };
  }

  /// The server's end: keeps a part of what it has read, and reads no more until that has gone.
  private static final class Echo implements LinkListener {
    private final MemoryLink link;
    private final SplittableRandom random;
    private final ByteBuffer kept = ByteBuffer.allocate(1 << 19);
    private final Poller.Registration registration;

    private Echo(MemoryLink link, EventLoop loop, SplittableRandom random) throws IOException {
      this.link = link;
      this.random = random;
      kept.flip();
      registration = loop.register(link, this);
    }

    static void serve(MemoryLink link, EventLoop loop, SplittableRandom random) {
      try {
        Echo unused = new Echo(link, loop, random);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onReadable() {
      kept.clear().limit(Math.min(kept.capacity(), piece(random)));
      try {
        int read = link.read(kept);
        kept.flip();
        if (read < 0) {
          registration.cancel();
          link.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      give();
    }

    @Override
    public void onWritable() {
      give();
    }

    private void give() {
      try {
        if (kept.hasRemaining()) {
          link.write(kept);
        }
        registration.readInterest(!kept.hasRemaining());
        registration.writeInterest(kept.hasRemaining());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
