package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server sends, as calls.
class ServerProtocolParserTest {
  private static final int MAX_LINE_BYTES = 64;
  private static final int MAX_PAYLOAD_BYTES = 100;

  private final ServerCalls calls = new ServerCalls();
  private final ServerProtocolParser parser =
      new ServerProtocolParser(MAX_LINE_BYTES, MAX_PAYLOAD_BYTES);

  private int parse(String text) throws ProtocolException {
    byte[] bytes = text.replace("~", "\r\n").getBytes(ISO_8859_1);
    return parser.parse(bytes, 0, bytes.length, calls);
  }

  @Test
  void everyOperationIsOneCall() throws Exception {
    parse(
        "INFO {\"a\":1} ~PING~PONG~+OK~-ERR 'Stale Connection'~"
            + "MSG a.b 7 2~hi~MSG a 8 r.s 0~~HMSG a 9 r 3 5~NHXhi~HMSG b 10 3 3~NHX~");

    assertThat(calls.calls())
        .isEqualTo(
            List.of(
                "INFO {\"a\":1} ",
                "PING",
                "PONG",
                "OK",
                "ERR Stale Connection",
                "MSG a.b|7|||hi",
                "MSG a|8|r.s||",
                "MSG a|9|r|NHX|hi",
                "MSG b|10||NHX|"));
  }

  @ParameterizedTest
  @CsvSource({"MSG a 1 5~he, 18", "MSG a 1 5~hello, 18", "MSG a 1, 0", "PIN, 0", "-ERR x, 0"})
  void unfinishedOperationIsLeftWithItsLength(String text, int unfinishedBytes) throws Exception {
    int handled = parse("PING~" + text);

    assertThat(handled).isEqualTo(6);
    assertThat(calls.calls()).containsExactly("PING");
    assertThat(parser.unfinishedBytes()).isEqualTo(unfinishedBytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X",
        "PUB a 1~",
        "MSG a~",
        "MSG a 1~",
        "MSG a x 1~",
        "MSG a 1 -1~",
        "MSG a 1 b c 1~",
        "MSG a 1 101~",
        "MSG a 1 2~hello",
        "MSG a 1234567890123456789 1~",
        "HMSG a 1 5 4~",
        "HMSG a 1 5~",
        "MSG a\u0001b 1 1~",
        "PING x~"
      })
  void whatBreaksTheProtocolIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(ProtocolException.class);
    assertThat(calls.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INFO ", "-ERR ", "MSG ", "HMSG a 1 ", "PING"})
  void lineWithoutAnEndIsRefusedAtTheLimit(String begin) {
    String line = begin + " ".repeat(MAX_LINE_BYTES - begin.length());

    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("at most 64 bytes");
  }
}
