package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.CONNECT_REQUIRED;
import static io.nuncio.wire.ParserRun.WITH_HEADERS;
import static io.nuncio.wire.ParserRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How the bytes were cut on their way changes nothing: neither the calls nor the violation.
class ClientProtocolParserSplitTest {
  static Stream<String> inputs() {
    return Stream.of(
        "PING\r\n",
        "ping\nPONG\r\n",
        "PING hello world\r\nPINGPING\r\nPING\r\n",
        "CONNECT {\"verbose\":true}\r\nPING\r\n",
        "CONNECT{}\nCONNECT\r\n",
        "PUB foo 2\r\nhi\r\n",
        "PUB foo bar 10\r\n01234\r\n789\r\nPING\r\n",
        "PUB foo 0\r\n\r\nPUB foo 0\n\r\n",
        "PUB \t foo \t  2 \r\nhi\r\nPI",
        "PUB foo 2\r\nhi\r\nPUB foo 3\r\nx",
        "HPUB h 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "HPUB h r 0 0\r\n\r\nPONG\r\n",
        "SUB foo 1\r\nSUB foo.> q 2\r\nUNSUB 1\r\nUNSUB 2 5\r\n",
        "sub\tfoo\t1\t\nunsub\t1\n",
        "+OK\r\n+OK whatever\nINFO {\"a\":{}}\r\nPING\r\n",
        "PUB foo 4\r\nPING\r\nPING\r\n",
        "SUB foo \u00e2\u0082\u00ac\r\nPUB \u00ff 1\r\n\u0000\r\n",
        "X",
        "PING\r\nPONG\r\nFOO\r\n",
        " PING\r\n",
        "PING\r\n\r\nPING\r\n",
        "PIN G\r\n",
        "PUBfoo 2\r\nhi\r\n",
        "PUB\r\n",
        "PUB \r\n",
        "PUB foo\r\nPING\r\n",
        "PUB a b c 2\r\nhi\r\n",
        "PUB foo -1\r\n\r\n",
        "PUB foo 1048577\r\nxxx",
        "PUB foo 2\r\nhix\r\n",
        "PUB foo 2\r\nhi\rxPING\r\n",
        "PUB foo 2\r\nhi\n\r\n",
        "PUB fo\ro 2\r\nhi\r\n",
        "PUB foo\rbar 2\r\rhi\r\n",
        "HPUB h 15 14\r\nNATS/1.0\r\n\r\nhi\r\n",
        "HPUB h 12\r\n",
        "HPUB h 0 0\r\nNATS/1.0\r\n\r\n",
        "SUB foo\r\n",
        "SUB foo a b 1\r\n",
        "SUB fo\ro 1\r\nPING\r\n",
        "SUB foo 1\r\r\nPING\r\n",
        "UNSUB 1 2 3\r\n",
        "UNSUB\r\n",
        "-ERR 'x'\r\nPING\r\n",
        "INFO nope\r\nPING\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "PING\r\nSUB " + "s".repeat(4094) + " 1\r\nPING\r\n",
        "SUB " + "s".repeat(4095) + " 1\r\nPING\r\n",
        "SUB " + "s".repeat(4094) + " 1\rX\r\n",
        "CONNECT " + "x".repeat(4096) + "\nPING" + " ".repeat(4097) + "\r\n",
        "SUB" + " ".repeat(4096) + "s 1\r\n",
        "SUB" + " ".repeat(4097) + "s 1\r\n");
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyCutInTwoMeansTheSame(String input) {
    byte[] bytes = bytes(input);

    for (var setup : Stream.of(WITH_HEADERS, CONNECT_REQUIRED).toList()) {
      var whole = ParserRun.whole(bytes, setup);
      for (int cut = 0; cut <= bytes.length; cut++) {
        assertThat(ParserRun.inPieces(bytes, setup, cut)).as("cut at %d", cut).isEqualTo(whole);
        assertThat(ParserRun.inPlace(bytes, setup, cut)).as("cut at %d", cut).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void byteByByteMeansTheSame(String input) {
    byte[] bytes = bytes(input);
    int[] everywhere = IntStream.range(1, bytes.length).toArray();

    for (var setup : Stream.of(WITH_HEADERS, CONNECT_REQUIRED).toList()) {
      assertThat(ParserRun.inPieces(bytes, setup, everywhere))
          .isEqualTo(ParserRun.whole(bytes, setup));
    }
  }
}
