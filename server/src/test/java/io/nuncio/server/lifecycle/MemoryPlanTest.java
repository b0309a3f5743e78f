package io.nuncio.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final int MEBIBYTE = 1 << 20;

  private final List<String> lines = new ArrayList<>();

  private final LogSink log =
      new LogSink() {
        @Override
        public void log(Level level, String text) {
          lines.add(level + " " + text);
        }

        @Override
        public boolean isEnabled(Level level) {
          return true;
        }
      };

  private static Limits limits(int payloadMebibytes, long pendingMebibytes) {
    return Limits.defaults()
        .withBytes(payloadMebibytes * MEBIBYTE, 4096, pendingMebibytes * MEBIBYTE);
  }

  @Test
  void saysHeapBudgetAndDirectMemory() {
    new MemoryPlan(256L * MEBIBYTE, 1).announce(Limits.defaults(), log);

    assertThat(lines)
        .containsExactly(
            "INFO   Memory:   256 MiB heap, 128 MiB of it for what waits for clients;"
                + " 384 KiB direct memory for 1 event loop");
  }

  @Test
  void directMemoryGrowsWithTheLoops() {
    new MemoryPlan(256L * MEBIBYTE, 8).announce(Limits.defaults(), log);

    assertThat(lines.getFirst()).endsWith("; 2 MiB direct memory for 8 event loops");
  }

  @Test
  void warnsOfAMaximumForOneClientThatAllTogetherMayNotHave() {
    new MemoryPlan(100L * MEBIBYTE, 1).announce(limits(1, 51), log);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("WARN"))
        .containsExactly(
            "WARN max_pending (51 MiB) is more than all clients together may have waiting: give the"
                + " server more memory (NUNCIO_JAVA_OPTS=-Xmx...), or lower max_pending");
  }

  @Test
  void warnsOfMessagesOfWhichFourDoNotFit() {
    new MemoryPlan(100L * MEBIBYTE, 1).announce(limits(13, 50), log);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("WARN"))
        .containsExactly(
            "WARN max_payload (13 MiB) is more than a quarter of what all clients together may have"
                + " waiting, so a few messages of that size are too many: give the server more"
                + " memory (NUNCIO_JAVA_OPTS=-Xmx...), or lower max_payload");
  }

  @Test
  void doesNotWarnOfWhatFitsExactly() {
    new MemoryPlan(96L * MEBIBYTE, 1).announce(limits(12, 48), log);

    assertThat(lines).hasSize(1);
  }
}
