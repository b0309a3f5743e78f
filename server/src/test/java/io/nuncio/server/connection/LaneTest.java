package io.nuncio.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class LaneTest {
  @Test
  void takesTheDirectMemoryThatIsSaidOfIt() {
    ManualClock clock = new ManualClock();
    Lane lane = new Lane(new EventLoop(0, new UnusedPoller(), clock::nanos, fault -> {}), false);

    int taken = lane.input().direct.capacity() + lane.output().direct().capacity();

    assertThat(taken).isEqualTo(Lane.DIRECT_BYTES);
  }
}
