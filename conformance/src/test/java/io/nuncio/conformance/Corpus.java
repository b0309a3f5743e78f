package io.nuncio.conformance;

import io.nuncio.conformance.CorpusPlayer.Grade;
import java.util.List;

/// Plays the corpus by hand against any address, without the lists of exceptions:
///
/// ```
/// java -cp conformance/target/test-classes:testkit/target/classes \
///   io.nuncio.conformance.Corpus HOST PORT [--auth]
/// ```
///
/// With `--auth` it plays the rows for a server run with `--auth mytoken`, else all others. Prints
/// every row that is not answered exactly, and ends with status 1 if one of them failed.
final class Corpus {
  /// What the guarded server of the corpus demands.
  static final String TOKEN = "mytoken";

  private Corpus() {}

  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: Corpus HOST PORT [--auth]");
      System.exit(2);
    }
    boolean auth = List.of(args).contains("--auth");
    var player = new CorpusPlayer(args[0], Integer.parseInt(args[1]));
    var results =
        CorpusRow.all().stream()
            .filter(row -> row.needsToken() == auth)
            .map(player::play)
            .peek(Corpus::print)
            .toList();
    System.out.println(CorpusRatchet.summary(results));
    System.exit(results.stream().anyMatch(result -> result.grade() == Grade.FAILED) ? 1 : 0);
  }

  private static void print(CorpusPlayer.Result result) {
    if (result.grade() != Grade.EXACT) {
      System.out.printf(
          "%-7s %s: expected %s, got %s%n",
          result.grade(), result.row().id(), result.row().exact(), result.outcome());
    }
  }
}
