package io.nuncio.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ManualClock;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client that waits, and what ends that.
@Timeout(30)
class MemoryEndpointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int RING = MemoryLink.RING_BYTES;

  private final EventLoop loop =
      new EventLoop(0, new HandPoller(), new ManualClock()::nanos, fault -> {});
  private final MemoryLink link = new MemoryLink(loop, closed -> {});
  private final ByteEndpoint client = link.clientEnd();

  private String heard() throws IOException {
    byte[] target = new byte[100];
    int count = client.read(target, 0, target.length);
    return count < 0 ? "end" : new String(target, 0, count, US_ASCII);
  }

  private void answer(String text) throws IOException {
    assertThat(link.write(ByteBuffer.wrap(text.getBytes(US_ASCII)))).isEqualTo(text.length());
  }

  private int takenBytes() {
    try {
      return link.read(ByteBuffer.allocate(RING));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs something that waits, on a thread of its own, and returns when it does.
  private static final class Waiting {
    private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final Thread thread;

    Waiting(Action action) {
      thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  outcome.complete(action.run());
                } catch (IOException e) {
                  outcome.complete(e.getMessage());
                }
                interrupted.set(Thread.currentThread().isInterrupted());
              });
      Await.until("it waits", PATIENCE, () -> thread.getState() == Thread.State.WAITING);
    }

    @Nullable Object outcome() throws Exception {
      thread.join(PATIENCE);
      return outcome.getNow("still waiting");
    }
  }

  private interface Action {
    @Nullable Object run() throws IOException;
  }

  private Waiting write(int bytes) {
    return new Waiting(() -> {
      client.write(new byte[bytes], 0, bytes);
      return "written";
    });
  }

  @Test
  void readWaitsForBytes() throws Exception {
    Waiting read = new Waiting(this::heard);

    answer("now");

    assertThat(read.outcome()).isEqualTo("now");
  }

  @Test
  void writeWaitsForRoomForAllOfIt() throws Exception {
    Waiting write = write(2 * RING + 5);

    int[] read = new int[1];
    Await.until("all of it has come", PATIENCE, () -> (read[0] += takenBytes()) == 2 * RING + 5);

    assertThat(write.outcome()).isEqualTo("written");
  }

  @Test
  void serverThatClosesEndsReadAndWrite() throws Exception {
    Waiting read = new Waiting(this::heard);
    Waiting write = write(RING + 1);

    link.close();

    assertThat(read.outcome()).isEqualTo("end");
    assertThat(write.outcome()).isEqualTo("the server has closed this connection");
  }

  @Test
  void clientThatClosesEndsItsOwnReadAndWrite() throws Exception {
    Waiting read = new Waiting(this::heard);
    Waiting write = write(RING + 1);

    client.close();

    assertThat(read.outcome()).isEqualTo("this end of the connection was closed");
    assertThat(write.outcome()).isEqualTo("this end of the connection was closed");
  }

  @Test
  void interruptDoesNotEndTheWaitingAndIsKept() throws Exception {
    Waiting read = new Waiting(this::heard);

    read.thread.interrupt();
    Await.until("it was noticed", PATIENCE, () -> !read.thread.isInterrupted());
    answer("all the same");

    assertThat(read.outcome()).isEqualTo("all the same");
    assertThat(read.interrupted).isTrue();
  }
}
