package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void asksAgainUntilTheConditionHolds() {
    var asked = new AtomicInteger();

    Await.until("third time", Duration.ofSeconds(5), () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
  }

  @Test
  void returnsTheFirstValueThatIsThere() {
    var asked = new AtomicInteger();

    var value =
        Await.value("value", Duration.ofSeconds(5), () -> asked.incrementAndGet() < 3 ? null : "x");

    assertThat(value).isEqualTo("x");
  }

  @Test
  void namesWhatDidNotHappenAndTheLimit() {
    assertThatThrownBy(() -> Await.until("the moon is blue", Duration.ofMillis(20), () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the moon is blue")
        .hasMessageContaining("20 ms");
  }

  @Test
  void asksAtLeastOnce() {
    Await.until("at once", Duration.ZERO, () -> true);
  }
}
