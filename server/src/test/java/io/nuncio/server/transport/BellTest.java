package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BellTest {
  private final Bell bell = new Bell();
  private int looks;

  /// The other side's change and its ring come between a look and the waiting for it.
  @Test
  @Timeout(10)
  void ringBetweenALookAndTheWaitingIsHeard() {
    bell.await(() -> {
      if (looks++ == 0) {
        bell.ring();
        return false;
      }
      return true;
    });

    assertThat(looks).isEqualTo(2);
  }

  @Test
  void nobodyWaitsForWhatIsSoAlready() {
    bell.await(() -> ++looks > 0);
    bell.ring();

    assertThat(looks).isEqualTo(1);
  }
}
