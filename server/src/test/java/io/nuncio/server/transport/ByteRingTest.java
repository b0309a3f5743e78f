package io.nuncio.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ByteRingTest {
  private final ByteRing ring = new ByteRing(8);

  private int put(String text) {
    return ring.put(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }

  private String take(int most) {
    ByteBuffer target = ByteBuffer.allocate(most);
    int taken = ring.take(target);
    return taken < 0 ? "end" : new String(target.array(), 0, taken, US_ASCII);
  }

  @Test
  void takesWhatWasPutAlsoAcrossTheEndOfTheMemory() {
    assertThat(put("abcdef")).isEqualTo(6);
    assertThat(take(4)).isEqualTo("abcd");

    assertThat(put("ghijkl")).isEqualTo(6);

    assertThat(take(100)).isEqualTo("efghijkl");
    assertThat(take(100)).isEmpty();
  }

  @Test
  void putsWhatThereIsRoomFor() {
    assertThat(put("abcdefghij")).isEqualTo(8);
    assertThat(put("k")).isZero();
    assertThat(ring.hasRoom(1)).isFalse();
    assertThat(take(3)).isEqualTo("abc");
    assertThat(ring.hasRoom(3)).isTrue();
    assertThat(ring.hasRoom(4)).isFalse();
  }

  @Test
  void endsBehindWhatWasPutBeforeAndGivesTheMemoryBack() {
    put("abc");
    ring.end();

    assertThat(put("d")).isEqualTo(-1);
    assertThat(ring.isReadable()).isTrue();
    assertThat(ring.isEmptyForGood()).isFalse();
    assertThat(take(100)).isEqualTo("abc");
    assertThat(take(100)).isEqualTo("end");
    assertThat(ring.isEmptyForGood()).isTrue();
    assertThat(take(100)).isEqualTo("end");
  }

  @Test
  void takesNothingMoreOnceAbandonedAndGivesTheMemoryBack() {
    put("abcdefgh");
    ring.abandon();

    assertThat(ring.isEmptyForGood()).isTrue();
    assertThat(ring.hasRoom(8)).isTrue();
    assertThat(put("i")).isEqualTo(-1);
    assertThat(take(100)).isEqualTo("end");
  }

  @Test
  void emptyRingIsNotReadable() {
    assertThat(ring.isReadable()).isFalse();
    assertThat(take(0)).isEmpty();
    put("a");
    assertThat(ring.isReadable()).isTrue();
  }

  @Test
  void sizeIsAPowerOfTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByteRing(12))
        .withMessageContaining("12");
  }
}
