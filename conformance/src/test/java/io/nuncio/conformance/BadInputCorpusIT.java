package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.CorpusPlayer.Result;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Plays the corpus of wrong, odd and hostile input. See `bad-input.tsv` for its notation and
/// [CorpusRatchet] for its exceptions.
class BadInputCorpusIT {
  @RegisterExtension static final SharedServer open = SharedServer.with();

  @RegisterExtension static final SharedServer guarded = SharedServer.with("--auth", Corpus.TOKEN);

  private static final int PARALLEL_ROWS = 16;

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyRowIsAnsweredAsListed() throws Exception {
    try (var openCanary = open.client();
        var guardedCanary = guarded.connect().connectWithToken(Corpus.TOKEN)) {
      var results = playAll(CorpusRow.all());

      System.out.println(CorpusRatchet.summary(results));
      assertThat(CorpusRatchet.forServerUnderTest().complaints(results)).isEmpty();
      assertAlive(openCanary);
      assertAlive(guardedCanary);
    }
  }

  /// Rows without the token are played one after another, because some of them subscribe to all
  /// that the others publish. The others mostly wait for a timeout, which they can do together.
  private static List<Result> playAll(List<CorpusRow> rows)
      throws ExecutionException, InterruptedException {
    try (var threads = Executors.newFixedThreadPool(PARALLEL_ROWS)) {
      var openRows = rows.stream().filter(row -> !row.needsToken()).toList();
      var openPlayer = player(open.process());
      var openResults = threads.submit(() -> openRows.stream().map(openPlayer::play).toList());
      var guardedPlayer = player(guarded.process());
      var guardedResults = new ArrayList<Future<Result>>();
      for (var row : rows) {
        if (row.needsToken()) {
          guardedResults.add(submit(threads, guardedPlayer, row));
        }
      }
      var results = new ArrayList<>(openResults.get());
      for (var result : guardedResults) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static Future<Result> submit(
      ExecutorService threads, CorpusPlayer player, CorpusRow row) {
    return threads.submit(() -> player.play(row));
  }

  private static CorpusPlayer player(ServerProcess server) {
    return new CorpusPlayer(ServerProcess.HOST, server.port());
  }

  private static void assertAlive(RawPeer canary) {
    canary
        .send("PING\r\n")
        .expect("PONG\r\n")
        .send("SUB corpus.canary 1\r\nPUB corpus.canary 5\r\nalive\r\n")
        .expect("MSG corpus.canary 1 5\r\nalive\r\n", Duration.ofSeconds(4));
  }
}
