package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPoolTest {
  private final ChunkPool pool = new ChunkPool();

  @ParameterizedTest
  @CsvSource({
    "0, 2048",
    "1, 2048",
    "2048, 2048",
    "2049, 8192",
    "8193, 65536",
    "65537, 262144",
    "262145, 1048576",
    "1048576, 1048576",
    "1048577, 1048577"
  })
  void chunksAreTheSmallestSizeWithRoom(int bytes, int capacity) {
    var chunk = pool.take(bytes);

    assertThat(chunk.room()).isEqualTo(capacity);
    assertThat(chunk.length()).isZero();
  }

  @Test
  void releasedChunkComesBackEmpty() {
    var chunk = pool.take(100);
    chunk.from = 5;
    chunk.to = 100;

    pool.release(chunk);
    var again = pool.take(200);

    assertThat(again).isSameAs(chunk);
    assertThat(again.from).isZero();
    assertThat(again.length()).isZero();
    assertThat(pool.take(200)).isNotSameAs(chunk);
  }

  @Test
  void chunkThatWasMadeForTheOccasionIsNotKept() {
    var chunk = pool.take(3 << 20);

    pool.release(chunk);

    assertThat(pool.take(3 << 20)).isNotSameAs(chunk);
  }

  @Test
  void growingKeepsTheContentAndReleasesTheOldChunk() {
    var chunk = pool.take(10);
    Arrays.fill(chunk.bytes, 3, 8, (byte) 'x');
    chunk.from = 3;
    chunk.to = 8;

    var larger = pool.grow(chunk, 10_000);

    assertThat(new String(larger.bytes, larger.from, larger.length(), ISO_8859_1))
        .isEqualTo("xxxxx");
    assertThat(larger.room()).isGreaterThanOrEqualTo(9_995);
    assertThat(pool.take(10)).isSameAs(chunk);
  }

  @Test
  void keepsEightMebibytesOfEachSizeAndNoMore() {
    Set<Chunk> released = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      released.add(new Chunk(new byte[1 << 20]));
    }
    released.forEach(pool::release);

    for (int i = 0; i < 8; i++) {
      assertThat(released).contains(pool.take(1 << 20));
    }
    assertThat(released).doesNotContain(pool.take(1 << 20));
  }
}
