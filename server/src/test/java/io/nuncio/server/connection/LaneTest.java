package io.nuncio.server.connection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class LaneTest {
  @Test
  void takesTheDirectMemoryThatIsSaidOfIt() {
    Lane lane = lane(false);

    int taken = lane.input().direct.capacity() + lane.output().direct().capacity();
    Chunk outside = requireNonNull(lane.output().takeOutside(8 << 10));

    assertThat(taken + outside.capacity()).isEqualTo(Lane.directBytes(false));
  }

  @Test
  void besideOthersTakesTheDirectMemoryThatIsSaidOfIt() {
    Lane lane = lane(true);

    int taken = lane.input().direct.capacity() + lane.output().direct().capacity();

    assertThat(lane.output().takeOutside(8 << 10)).isNull();
    assertThat(taken).isEqualTo(Lane.directBytes(true));
  }

  private static Lane lane(boolean several) {
    return new Lane(
        new EventLoop(0, new UnusedPoller(), new ManualClock()::nanos, fault -> {}), several);
  }
}
