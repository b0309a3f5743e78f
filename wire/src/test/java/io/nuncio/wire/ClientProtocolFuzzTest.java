package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.CONNECT_REQUIRED;
import static io.nuncio.wire.ParserRun.MAX_CONTROL_LINE_BYTES;
import static io.nuncio.wire.ParserRun.MAX_PAYLOAD_BYTES;
import static io.nuncio.wire.ParserRun.WITH_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.BadInput;
import io.nuncio.testkit.Fuzz;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whatever bytes a client sends: they mean the same in any pieces, the only exception is a
/// [ProtocolException], and what waits to be completed is bounded.
class ClientProtocolFuzzTest {
  /// An operation's name, blanks, arguments and line end.
  private static final int MOST_OF_A_LINE = 2 * MAX_CONTROL_LINE_BYTES + 16;

  /// The kind of an outcome: which calls, how it ended, whether something is left.
  private record Outcome(Map<String, Integer> calls, String violation, boolean left) {
    static Outcome of(ParserRun run) {
      Map<String, Integer> calls = new HashMap<>();
      for (String call : run.calls()) {
        calls.merge(call.substring(0, (call + " ").indexOf(' ')), 1, (a, b) -> Math.min(3, a + b));
      }
      return new Outcome(calls, run.violation(), run.unhandled() > 0);
    }
  }

  private static Fuzz fuzz(String name) {
    return new Fuzz(name)
        .seeds(BadInput.upTo(6_000))
        .seeds(
            "CONNECT {\"verbose\":false,\"headers\":true}\r\nPING\r\nSUB a.* q 1\r\nUNSUB 1 5\r\n",
            "PUB a.b 5\r\nhello\r\nPUB a.b reply.to 2\r\nhi\r\n",
            "HPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\nHPUB a r 12 12\r\nNATS/1.0\r\n\r\n\r\n",
            "INFO {}\r\n+OK\r\nPONG\r\n-ERR 'x'\r\n",
            "RS+ $G a q 1\r\nLS+ a\r\nA+ $G\r\nRMSG $G a 1\r\nx\r\nLMSG a 1\r\nx\r\n")
        .words(
            "CONNECT ", "INFO ", "PUB ", "HPUB ", "SUB ", "UNSUB ", "PING", "PONG", "+OK", "-ERR ")
        .words("\r\n", "\n", "\r", " ", "\t", "\0", "{}", "*", ">", ".", " ".repeat(4_096))
        .words("s".repeat(4_090));
  }

  @Test
  void piecesOfAnyBytesMeanWhatTheWholeMeans() {
    Consumer<ClientProtocolParser> asGreeted = parser -> {};
    for (var setup : List.of(WITH_HEADERS, CONNECT_REQUIRED, asGreeted)) {
      fuzz("client protocol in pieces")
          .rounds(7_000)
          .run(input -> {
            ParserRun whole = ParserRun.whole(input, setup);

            assertThat(ParserRun.inPieces(input, setup, cuts(input))).isEqualTo(whole);
            assertThat(ParserRun.inPlace(input, setup, cuts(input))).isEqualTo(whole);
            assertThat(ParserRun.guarded(input, setup, (byte) '\n')).isEqualTo(whole);
            return Outcome.of(whole);
          });
    }
  }

  /// A few places, always the same for the same input, so that a find can be tried again.
  private static int[] cuts(byte[] input) {
    var random = new SplittableRandom(Arrays.hashCode(input));
    return random.ints(random.nextInt(6), 0, input.length + 1).sorted().toArray();
  }

  @Test
  void whatWaitsToBeCompletedIsBounded() {
    for (var setup : List.of(WITH_HEADERS, CONNECT_REQUIRED)) {
      fuzz("client protocol unfinished")
          .rounds(10_000)
          .run(input -> {
            var handler = new RecordingHandler();
            var parser =
                new ClientProtocolParser(handler, MAX_CONTROL_LINE_BYTES, MAX_PAYLOAD_BYTES);
            setup.accept(parser);
            try {
              int left = input.length - parser.parse(input, 0, input.length);
              int announced = parser.unfinishedBytes();
              assertThat(announced).isBetween(0, MOST_OF_A_LINE + MAX_PAYLOAD_BYTES + 2);
              assertThat(left).isLessThan(announced > 0 ? announced : MOST_OF_A_LINE);
              return announced > 0 ? "payload" : "line " + handler.calls().size();
            } catch (ProtocolException e) {
              return e.violation();
            }
          });
    }
  }
}
