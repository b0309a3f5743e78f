package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.CONNECT_REQUIRED;
import static io.nuncio.wire.ParserRun.WITH_HEADERS;
import static io.nuncio.wire.ParserRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientProtocolParserTest {
  private static final String CALLS_NONE = "";

  static Stream<Arguments> handled() {
    return Stream.of(
        arguments("PING\r\n", "PING"),
        arguments("ping\n", "PING"),
        arguments("pInG hello world\r\n", "PING"),
        arguments("PINGPING\r\n", "PING"),
        arguments("PONG\r\n", "PONG"),
        arguments("CONNECT {}\r\n", "CONNECT {}"),
        arguments("connect\t{\"verbose\":true}\n", "CONNECT {\"verbose\":true}"),
        arguments("CONNECT{}\r\n", "CONNECT {}"),
        arguments("CONNECT\r\n", "CONNECT "),
        arguments("CONNECT evil:443 HTTP/1.1\r\n", "CONNECT evil:443 HTTP/1.1"),
        arguments("PUB foo 2\r\nhi\r\n", "PUBLISH foo|||hi"),
        arguments("pub foo 2\nhi\r\n", "PUBLISH foo|||hi"),
        arguments("PUB foo bar 2\r\nhi\r\n", "PUBLISH foo|bar||hi"),
        arguments("PUB \t foo \t 2 \t\r\nhi\r\n", "PUBLISH foo|||hi"),
        arguments("PUB foo 0\r\n\r\n", "PUBLISH foo|||"),
        arguments("PUB foo 02\r\nhi\r\n", "PUBLISH foo|||hi"),
        arguments("PUB foo 000000002\r\nhi\r\n", "PUBLISH foo|||hi"),
        arguments("PUB foo 4\r\n\r\n\r\n\r\n", "PUBLISH foo|||\r\n\r\n"),
        arguments("PUB foo..b* 1\r\nx\r\n", "PUBLISH foo..b*|||x"),
        arguments(
            "PUB \u00e2\u0082\u00ac\u007f 1\r\n\u0000\r\n",
            "PUBLISH \u00e2\u0082\u00ac\u007f|||\u0000"),
        arguments("HPUB h 3 5\r\nA:bhi\r\n", "PUBLISH h||A:b|hi"),
        arguments("hpub h r 0 2\nhi\r\n", "PUBLISH h|r||hi"),
        arguments("HPUB h 2 2\r\nhi\r\n", "PUBLISH h||hi|"),
        arguments("SUB foo 1\r\n", "SUB foo||1"),
        arguments("sub foo.> workers 1\n", "SUB foo.>|workers|1"),
        arguments("SUB foo\tabc \r\n", "SUB foo||abc"),
        arguments("SUB .not..checked. -1\r\n", "SUB .not..checked.||-1"),
        arguments("UNSUB 1\r\n", "UNSUB 1|0"),
        arguments("unsub 1 5\n", "UNSUB 1|5"),
        arguments("UNSUB 1 0\r\n", "UNSUB 1|0"),
        arguments("UNSUB 1 -5\r\n", "UNSUB 1|-1"),
        arguments("UNSUB 1 x\r\n", "UNSUB 1|-1"),
        arguments("UNSUB 1 99999999999999999999\r\n", "UNSUB 1|-1"),
        arguments("+OK\r\n", CALLS_NONE),
        arguments("+ok whatever\r\n", CALLS_NONE),
        arguments("INFO {}\r\n", CALLS_NONE),
        arguments("info {\"a\":[{}]} \r\n", CALLS_NONE));
  }

  @ParameterizedTest
  @MethodSource("handled")
  void handlesWhatTheProtocolAllows(String input, String call) {
    var run = ParserRun.whole(bytes(input), WITH_HEADERS);

    assertThat(run).isEqualTo(new ParserRun(call.isEmpty() ? List.of() : List.of(call), "", 0));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("X", "UNKNOWN_OPERATION"),
        arguments("\u0000", "UNKNOWN_OPERATION"),
        arguments("\u00ff\u00fe", "UNKNOWN_OPERATION"),
        arguments(" PING\r\n", "UNKNOWN_OPERATION"),
        arguments("\r\n", "UNKNOWN_OPERATION"),
        arguments("PX", "UNKNOWN_OPERATION"),
        arguments("PIN G\r\n", "UNKNOWN_OPERATION"),
        arguments("PUN", "UNKNOWN_OPERATION"),
        arguments("PUBfoo 2\r\nhi\r\n", "UNKNOWN_OPERATION"),
        arguments("PUB\r\n", "UNKNOWN_OPERATION"),
        arguments("SUB\r\n", "UNKNOWN_OPERATION"),
        arguments("SUBfoo 1\r\n", "UNKNOWN_OPERATION"),
        arguments("UNSUB\n", "UNKNOWN_OPERATION"),
        arguments("MSG foo 1 2\r\nhi\r\n", "UNKNOWN_OPERATION"),
        arguments("HMSG foo 1 2 2\r\nhi\r\n", "UNKNOWN_OPERATION"),
        arguments("HTTP/1.1 200\r\n", "UNKNOWN_OPERATION"),
        arguments("GET / HTTP/1.1\r\n", "UNKNOWN_OPERATION"),
        arguments("+NO\r\n", "UNKNOWN_OPERATION"),
        arguments("-ERR\r\n", "UNKNOWN_OPERATION"),
        arguments("COnnecX", "UNKNOWN_OPERATION"),
        arguments("-ERR 'no'\r\n", "REPORTED_BY_CLIENT"),
        arguments("INFO nope\r\n", "MALFORMED"),
        arguments("INFO []\r\n", "MALFORMED"),
        arguments("INFO {}x\r\n", "MALFORMED"),
        arguments("PUB \r\n", "MALFORMED"),
        arguments("PUB foo\r\n", "MALFORMED"),
        arguments("PUB 2\r\nhi\r\n", "MALFORMED"),
        arguments("PUB a b c 2\r\nhi\r\n", "MALFORMED"),
        arguments("PUB a b c d e f 2\r\nhi\r\n", "MALFORMED"),
        arguments("PUB foo -1\r\n", "MALFORMED"),
        arguments("PUB foo +1\r\n", "MALFORMED"),
        arguments("PUB foo 1.0\r\n", "MALFORMED"),
        arguments("PUB foo 0x1\r\n", "MALFORMED"),
        arguments("PUB foo 1e1\r\n", "MALFORMED"),
        arguments("PUB foo \u0661\r\n".replace('\u0661', '\u00b2'), "MALFORMED"),
        arguments("PUB foo 0000000002\r\nhi\r\n", "MALFORMED"),
        arguments("PUB foo 4294967298\r\nhi\r\n", "MALFORMED"),
        arguments("PUB foo\u000b2\r\nhi\r\n", "MALFORMED"),
        arguments("PUB foo 1048577\r\n", "MAXIMUM_PAYLOAD"),
        arguments("PUB foo 999999999\r\n", "MAXIMUM_PAYLOAD"),
        arguments("PUB foo 2\r\nhix", "UNKNOWN_OPERATION"),
        arguments("PUB foo 2\r\nhi\n", "UNKNOWN_OPERATION"),
        arguments("PUB foo 2\r\nhi\rx", "UNKNOWN_OPERATION"),
        arguments("PUB foo 1\r\nhi\r\n", "UNKNOWN_OPERATION"),
        arguments("PUB fo\ro 2\r\nhi\r\n", "CONTROL_CHARACTER"),
        arguments("PUB foo b\u0000r 2\r\nhi\r\n", "CONTROL_CHARACTER"),
        arguments("HPUB h 12\r\n", "MALFORMED"),
        arguments("HPUB h 15 14\r\n", "MALFORMED"),
        arguments("HPUB h -1 14\r\n", "MALFORMED"),
        arguments("HPUB h 12 -1\r\n", "MALFORMED"),
        arguments("HPUB h x 14\r\n", "MALFORMED"),
        arguments("HPUB h a b 12 14\r\n", "MALFORMED"),
        arguments("HPUB h 12 1048577\r\n", "MAXIMUM_PAYLOAD"),
        arguments("HPUB h\u001b 1 1\r\nx\r\n", "CONTROL_CHARACTER"),
        arguments("SUB \r\n", "MALFORMED"),
        arguments("SUB foo\r\n", "MALFORMED"),
        arguments("SUB foo a b 1\r\n", "MALFORMED"),
        arguments("SUB foo a b c d 1\r\n", "MALFORMED"),
        arguments("SUB fo\ro 1\r\n", "CONTROL_CHARACTER"),
        arguments("SUB foo q\u0001 1\r\n", "CONTROL_CHARACTER"),
        arguments("SUB foo \u001b]0;\u0007\r\n", "CONTROL_CHARACTER"),
        arguments("UNSUB \r\n", "MALFORMED"),
        arguments("UNSUB 1 2 3\r\n", "MALFORMED"),
        arguments("UNSUB \u0000\r\n", "CONTROL_CHARACTER"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatItDoesNot(String input, String violation) {
    var run = ParserRun.whole(bytes(input), WITH_HEADERS);

    assertThat(run).isEqualTo(new ParserRun(List.of(), violation, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "PI",
        "PING",
        "PING\r",
        "C",
        "CONNECT {\"verb",
        "PUB",
        "PUB ",
        "PUB foo 2",
        "PUB foo 2\r",
        "PUB foo 2\r\n",
        "PUB foo 2\r\nhi",
        "PUB foo 2\r\nhi\r",
        "HPUB h 1 2\r\nx",
        "SUB foo 1",
        "-ERR 'x",
        "INFO nope",
        "+O",
        "UNSUB 1 2 3",
        "PUB foo 1048576\r\n"
      })
  void leavesAloneWhatIsNotComplete(String input) {
    var run = ParserRun.whole(bytes("PONG\r\n" + input), WITH_HEADERS);

    assertThat(run).isEqualTo(new ParserRun(List.of("PONG"), "", input.length()));
  }

  @Test
  void handlesEverythingBeforeAViolation() {
    var run =
        ParserRun.whole(bytes("PING\r\nSUB a 1\r\nPUB a 1\r\nx\r\nFOO\r\nPING\r\n"), WITH_HEADERS);

    assertThat(run)
        .isEqualTo(
            new ParserRun(List.of("PING", "SUB a||1", "PUBLISH a|||x"), "UNKNOWN_OPERATION", 0));
  }

  @Test
  void refusesHeadersFromAClientThatDidNotAnnounceThem() {
    var run = ParserRun.whole(bytes("HPUB h 3 5\r\nA:bhi\r\n"), parser -> {});

    assertThat(run.violation()).isEqualTo("MALFORMED");
  }

  @Test
  void acceptsAPayloadOfTheMaximum() {
    String payload = "x".repeat(ParserRun.MAX_PAYLOAD_BYTES);

    var run = ParserRun.whole(bytes("PUB foo 1048576\r\n" + payload + "\r\n"), WITH_HEADERS);

    assertThat(run.calls()).containsExactly("PUBLISH foo|||" + payload);
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("SUB ", " 1", "\r\n"),
        arguments("SUB ", " 1", "\n"),
        arguments("SUB   \t", " 1", "\r\n"),
        arguments("CONNECT ", "", "\r\n"),
        arguments("PUB ", " 0", "\r\n\r\n"),
        arguments("HPUB ", " 0 0", "\r\n\r\n"),
        arguments("UNSUB ", "", "\n"),
        arguments("PING", "", "\r\n"),
        arguments("+OK", "", "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void acceptsAControlLineOfTheMaximumAndNotOneByteMore(String start, String end, String lineEnd) {
    String filler = "s".repeat(4096 - end.length());

    var atMaximum = ParserRun.whole(bytes(start + filler + end + lineEnd), WITH_HEADERS);
    var oneMore = ParserRun.whole(bytes(start + filler + "s" + end + lineEnd), WITH_HEADERS);
    var endless = ParserRun.whole(bytes(start + filler + "s" + end), WITH_HEADERS);
    var undecided = ParserRun.whole(bytes(start + filler + end + "\r"), WITH_HEADERS);

    assertThat(atMaximum.violation()).isEmpty();
    assertThat(atMaximum.unhandled()).isZero();
    assertThat(oneMore.violation()).isEqualTo("MAXIMUM_CONTROL_LINE");
    assertThat(endless.violation()).isEqualTo("MAXIMUM_CONTROL_LINE");
    assertThat(undecided.violation()).isEmpty();
  }

  @Test
  void refusesBlanksWithoutEnd() {
    var run = ParserRun.whole(bytes("SUB" + " ".repeat(4097)), WITH_HEADERS);

    assertThat(run.violation()).isEqualTo("MAXIMUM_CONTROL_LINE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P", "PING\r\n", "SUB > 1\r\n", "INFO {}\r\n", "zzz", "\u0000", "\r\n", "+OK\r\n"})
  void refusesAnythingButConnectAtItsFirstByteWhileConnectIsRequired(String input) {
    var run = ParserRun.whole(bytes(input), CONNECT_REQUIRED);

    assertThat(run).isEqualTo(new ParserRun(List.of(), "AUTHORIZATION", 0));
  }

  @Test
  void readsConnectAsUsualWhileItIsRequired() {
    assertThat(ParserRun.whole(bytes("connect {}\r\n"), CONNECT_REQUIRED))
        .isEqualTo(new ParserRun(List.of("CONNECT {}"), "", 0));
    assertThat(ParserRun.whole(bytes("CZZZ\r\n"), CONNECT_REQUIRED).violation())
        .isEqualTo("UNKNOWN_OPERATION");
    assertThat(ParserRun.whole(bytes("CONNECT {}\r\nPING\r\n"), CONNECT_REQUIRED).violation())
        .isEqualTo("AUTHORIZATION");
  }

  @Test
  void handlesNothingBetweenPauseAndResume() throws ProtocolException {
    var handler = new RecordingHandler();
    var parser = new ClientProtocolParser(handler, 4096, 1024);
    handler.afterEach(parser::pause);
    byte[] input = bytes("PING\r\nPONG\r\nX");

    int afterFirst = parser.parse(input, 0, input.length);
    int paused = parser.parse(input, afterFirst, input.length);
    parser.resume();
    int afterSecond = parser.parse(input, paused, input.length);

    assertThat(afterFirst).isEqualTo(6);
    assertThat(paused).isEqualTo(6);
    assertThat(afterSecond).isEqualTo(12);
    assertThat(handler.calls()).containsExactly("PING", "PONG");
  }

  static Stream<Arguments> unfinished() {
    return Stream.of(
        arguments("PUB foo 100\r\nabc", 115),
        arguments("PING\r\nPUB foo 100\r\n", 115),
        arguments("HPUB foo 10 100\r\nabc", 119),
        arguments("PUB foo 3\r\nabc\r", 16),
        arguments("PUB foo 100", 0),
        arguments("PUB foo 3\r\nabc\r\n", 0),
        arguments("PUB foo 3\r\nabc\r\nPIN", 0),
        arguments("PUB foo 3\r\nabc\r\nPUB foo 9", 0));
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void saysHowLongTheUnfinishedOperationWillBe(String input, int total) throws ProtocolException {
    var parser = new ClientProtocolParser(new RecordingHandler(), 4096, 1024);
    parser.acceptHeaders(true);
    byte[] buffer = bytes(input);

    parser.parse(buffer, 0, buffer.length);

    assertThat(parser.unfinishedBytes()).isEqualTo(total);
  }

  @Test
  void knowsNoUnfinishedOperationWhenPausedBehindALargePublish() throws ProtocolException {
    var handler = new RecordingHandler();
    var parser = new ClientProtocolParser(handler, 4096, 1024);
    handler.afterEach(parser::pause);
    byte[] buffer = bytes("PUB foo 3\r\nabc\r\nPING\r\n");

    parser.parse(buffer, 0, buffer.length);

    assertThat(parser.unfinishedBytes()).isZero();
  }

  @Test
  void tracesEachOperationBeforeItIsHandled() {
    var run =
        ParserRun.whole(
            bytes("CONNECT {}\r\nSUB a  1 \r\nPUB a 1\r\nx\r\nUNSUB 1\r\nPING\r\nPONG\r\n"),
            parser -> parser.traceControlLines(true));

    assertThat(run.calls())
        .containsExactly(
            "line CONNECT[{}]",
            "CONNECT {}",
            "line SUB[a  1 ]",
            "SUB a||1",
            "line PUB[a 1]",
            "PUBLISH a|||x",
            "line UNSUB[1]",
            "UNSUB 1|0",
            "line PING[]",
            "PING",
            "line PONG[]",
            "PONG");
  }
}
