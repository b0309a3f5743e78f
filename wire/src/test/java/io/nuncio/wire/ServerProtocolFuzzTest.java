package io.nuncio.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.BadInput;
import io.nuncio.testkit.Fuzz;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever bytes a server sends: they mean the same in any pieces, the only exception is a
/// [ProtocolException], and what waits to be completed is bounded.
class ServerProtocolFuzzTest {
  private static final int MAX_LINE_BYTES = 512;
  private static final int MAX_PAYLOAD_BYTES = 2_000;

  /// What was called, how it ended, and what is left.
  private record Outcome(List<String> calls, String violation, int left) {
    /// What distinguishes it for the search.
    Object kind() {
      List<String> operations =
          calls.stream().map(call -> call.substring(0, (call + " ").indexOf(' '))).toList();
      return List.of(operations.subList(0, Math.min(4, operations.size())), violation, left > 0);
    }
  }

  private static Fuzz fuzz(String name) {
    return new Fuzz(name)
        .seeds(BadInput.upTo(4_000))
        .seeds(
            "INFO {\"server_id\":\"N\",\"connect_urls\":[\"a:1\",\"b:2\"]} \r\nPING\r\nPONG\r\n",
            "MSG a.b 1 5\r\nhello\r\nMSG a.b 22 reply.to 2\r\nhi\r\n+OK\r\n",
            "HMSG a 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\nHMSG a 1 r 12 12\r\nNATS/1.0\r\n\r\n\r\n",
            "-ERR 'Authorization Violation'\r\n")
        .words("INFO ", "MSG ", "HMSG ", "PING", "PONG", "+OK", "-ERR ", "'")
        .words("\r\n", "\n", "\r", " ", "\t", "\0", "{}", "[", "]", "999999999", "s".repeat(500));
  }

  /// Reads `input` in pieces that end at `cuts`, as a connection does.
  private static Outcome read(byte[] input, int... cuts) {
    ServerCalls calls = new ServerCalls();
    var parser = new ServerProtocolParser(MAX_LINE_BYTES, MAX_PAYLOAD_BYTES);
    int handled = 0;
    try {
      for (int cut : cuts) {
        handled = parser.parse(input, handled, cut, calls);
      }
      handled = parser.parse(input, handled, input.length, calls);
      return new Outcome(calls.calls(), "", input.length - handled);
    } catch (ProtocolException e) {
      return new Outcome(calls.calls(), e.violation().name(), 0);
    }
  }

  @Test
  void piecesOfAnyBytesMeanWhatTheWholeMeans() {
    fuzz("server protocol in pieces")
        .run(input -> {
          Outcome whole = read(input);
          var random = new SplittableRandom(Arrays.hashCode(input));
          int[] cuts = random.ints(random.nextInt(6), 0, input.length + 1).sorted().toArray();

          assertThat(read(input, cuts)).isEqualTo(whole);
          assertThat(whole.left()).isLessThan(MAX_LINE_BYTES + MAX_PAYLOAD_BYTES + 2);
          return whole.kind();
        });
  }

  @Test
  void greetingOfAnyBytesIsReadOrRefused() {
    new Fuzz("greeting")
        .seeds(BadInput.upTo(2_000))
        .seeds(
            "{\"server_id\":\"N\",\"version\":\"2.15.2\",\"proto\":1,\"port\":4222,"
                + "\"headers\":true,\"max_payload\":1048576,\"connect_urls\":[\"a:1\",\"b:2\"],"
                + "\"nonce\":\"x\",\"ldm\":true,\"cluster\":null}")
        .words("\"connect_urls\":", "[", "]", ",", "\"\"", "null", "1e9", "true", "{", "}")
        .run(input -> {
          try {
            return ServerGreeting.parse(input, 0, input.length).connectUrls().size();
          } catch (JsonException refused) {
            return "refused";
          }
        });
  }
}
