package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch with much for each of very many peers.
class WideBatchTest {
  private static final byte[] FRAME = "x".repeat(150).getBytes(ISO_8859_1);
  private static final int FRAMES = 400;

  private final EventLoop loop =
      new EventLoop(
          0,
          new UnusedPoller(),
          () -> 1,
          fault -> {
            throw new AssertionError(fault);
          });
  private final LoopOutput output = new LoopOutput(loop, new LoopInput(loop.calls()), false);

  /// Takes everything, and keeps nothing of it.
  private static final class Sink implements Link {
    private long taken;

    @Override
    public int write(ByteBuffer source) {
      int bytes = source.remaining();
      source.position(source.limit());
      taken += bytes;
      return bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public String remoteIp() {
      return "";
    }

    @Override
    public int remotePort() {
      return 0;
    }

    @Override
    public String remoteAddress() {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1000})
  void reachesAllOfThemWithoutNewMemory(int peers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Sink> sinks = IntStream.range(0, peers).mapToObj(i -> new Sink()).toList();
    List<Outbox> outboxes = sinks.stream().map(this::outbox).toList();
    batch(outboxes); // fills the pool

    long before = threads.getCurrentThreadAllocatedBytes();
    batch(outboxes);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(sinks).allSatisfy(sink -> assertThat(sink.taken).isEqualTo(2L * FRAMES * 150));
    // One chunk of the smallest size for each peer would be more than ten times as much.
    assertThat(allocated).isLessThan(100L * peers + 10_000);
  }

  private Outbox outbox(Sink sink) {
    return new Outbox(
        sink, new FakeOwner(), new ConnectionLimits(1 << 30, 1, 1, new MemoryBudget(1L << 40)));
  }

  private void batch(List<Outbox> outboxes) {
    for (int i = 0; i < FRAMES; i++) {
      for (int peer = 0; peer < outboxes.size(); peer++) {
        outboxes.get(peer).write(output, FRAME);
      }
    }
    output.flush();
  }
}
