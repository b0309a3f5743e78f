package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FramesTest {
  @Test
  void publishNamesSubjectAndSize() {
    assertThat(Frames.publish("a.b", 3)).asString(US_ASCII).isEqualTo("PUB a.b 3\r\nabc\r\n");
  }

  @Test
  void requestNamesTheReplyToo() {
    assertThat(Frames.request("a", "r", 1)).asString(US_ASCII).isEqualTo("PUB a r 1\r\na\r\n");
  }

  @Test
  void messageNamesTheSubscription() {
    assertThat(Frames.message("a", 7, 28))
        .asString(US_ASCII)
        .isEqualTo("MSG a 7 28\r\nabcdefghijklmnopqrstuvwxyzab\r\n");
  }

  @Test
  void headersHaveTheAnnouncedLength() {
    byte[] headers = Frames.headers(40);

    assertThat(headers).hasSize(40);
    assertThat(headers).asString(US_ASCII).startsWith("NATS/1.0\r\nk: v").endsWith("v\r\n\r\n");
  }

  @Test
  void publishWithHeadersCountsBothLengths() {
    assertThat(Frames.publish("a", Frames.headers(20), 2))
        .asString(US_ASCII)
        .isEqualTo("HPUB a 20 22\r\nNATS/1.0\r\nk: vvv\r\n\r\nab\r\n");
  }

  @Test
  void batchHoldsWholeFrames() {
    assertThat(Frames.batch(new byte[10], 35).remaining()).isEqualTo(30);
  }

  @Test
  void batchHoldsAFrameThatIsLarger() {
    assertThat(Frames.batch(new byte[10], 5).remaining()).isEqualTo(10);
  }

  @Test
  void ringHoldsFramesInTurn() {
    ByteBuffer ring = Frames.ring(3, index -> new byte[] {(byte) index, '.'});

    byte[] bytes = new byte[ring.remaining()];
    ring.get(bytes);

    assertThat(bytes).containsExactly(0, '.', 1, '.', 2, '.');
  }
}
