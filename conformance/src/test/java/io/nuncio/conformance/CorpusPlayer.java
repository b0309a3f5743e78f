package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nuncio.conformance.CorpusRow.Answer;
import io.nuncio.conformance.CorpusRow.State;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.WireText.HalfClose;
import io.nuncio.testkit.WireText.Pause;
import io.nuncio.testkit.WireText.Send;
import java.io.UncheckedIOException;
import java.time.Duration;

/// Plays rows of the corpus against an address, each on a connection of its own.
///
/// Rows of the same server are played one after another unless they are known not to hear each
/// other: some subscribe to everything.
record CorpusPlayer(String host, int port) {
  private static final String PONG = "PONG\r\n";
  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final Duration SILENCE = Duration.ofMillis(200);
  private static final Duration PONG_LIMIT = Duration.ofSeconds(4);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

  /// How near the answer came to the reference server's.
  enum Grade {
    EXACT,
    LENIENT,
    FAILED
  }

  /// What happened on a connection.
  ///
  /// @param reply what the server said, one character per byte
  record Outcome(State state, String reply) {
    boolean is(Answer answer) {
      return state == answer.state() && answer.accepts(reply);
    }

    @Override
    public String toString() {
      return state + " " + RawPeer.shown(reply);
    }
  }

  /// A row, its grade, and what happened when the exact answer was asked for.
  record Result(CorpusRow row, Grade grade, Outcome outcome) {}

  /// Plays a row, and again for its lenient answer if the exact one did not come.
  Result play(CorpusRow row) {
    var outcome = play(row, row.exact());
    if (outcome.is(row.exact())) {
      return new Result(row, Grade.EXACT, outcome);
    }
    var lenient = row.lenient();
    if (lenient != null && play(row, lenient).is(lenient)) {
      return new Result(row, Grade.LENIENT, outcome);
    }
    return new Result(row, Grade.FAILED, outcome);
  }

  private Outcome play(CorpusRow row, Answer wanted) {
    try (var peer = RawPeer.connect(host, port).ignoringNoise()) {
      for (var step : row.steps()) {
        switch (step) {
          case Send(var bytes) -> peer.send(bytes.getBytes(ISO_8859_1));
          case Pause() -> Await.pass(PAUSE);
          case HalfClose() -> peer.halfClose();
        }
      }
      return wanted.state() == State.OPEN ? probed(peer, wanted) : observed(peer, wanted.state());
    } catch (UncheckedIOException | AssertionError e) {
      return new Outcome(State.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static Outcome probed(RawPeer peer, Answer wanted) {
    peer.send("PING\r\n");
    var said =
        peer.readUntil(got -> got.endsWith(PONG) && wanted.accepts(withoutPong(got)), PONG_LIMIT);
    if (peer.closedByServer()) {
      return new Outcome(State.CLOSED, said);
    }
    return said.endsWith(PONG)
        ? new Outcome(State.OPEN, withoutPong(said))
        : new Outcome(State.UNANSWERED, said);
  }

  private static Outcome observed(RawPeer peer, State wanted) {
    boolean pending = wanted == State.PENDING;
    var said = peer.readUntil(got -> false, pending ? SILENCE : CLOSE_LIMIT);
    if (peer.closedByServer()) {
      return new Outcome(State.CLOSED, said);
    }
    return new Outcome(pending ? State.PENDING : State.STILL_OPEN, said);
  }

  private static String withoutPong(String said) {
    return said.substring(0, said.length() - PONG.length());
  }
}
