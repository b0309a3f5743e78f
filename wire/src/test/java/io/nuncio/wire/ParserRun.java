package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// What a parser made of some input, in whatever pieces it came.
///
/// @param calls the handler's calls in order, as [RecordingHandler] writes them
/// @param violation the name of the [Violation] that ended it, or empty
/// @param unhandled how many bytes at the end belong to an operation that is not complete
record ParserRun(List<String> calls, String violation, int unhandled) {
  static final int MAX_CONTROL_LINE_BYTES = 4096;
  static final int MAX_PAYLOAD_BYTES = 1 << 20;

  /// A client that has said `headers: true`.
  static final Consumer<ClientProtocolParser> WITH_HEADERS = parser -> parser.acceptHeaders(true);

  /// A client that must authenticate.
  static final Consumer<ClientProtocolParser> CONNECT_REQUIRED =
      parser -> parser.requireConnect(true);

  static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  /// Presents all of `input` at once.
  static ParserRun whole(byte[] input, Consumer<ClientProtocolParser> setup) {
    return inPieces(input, setup);
  }

  /// Presents `input` in the pieces between `cuts`, as a connection does: what was left unhandled,
  /// with the next piece behind it. Each buffer is exactly as long as its content, so that an index
  /// beyond it throws.
  static ParserRun inPieces(byte[] input, Consumer<ClientProtocolParser> setup, int... cuts) {
    var handler = new RecordingHandler();
    var parser = new ClientProtocolParser(handler, MAX_CONTROL_LINE_BYTES, MAX_PAYLOAD_BYTES);
    setup.accept(parser);
    int unhandledFrom = 0;
    try {
      for (int piece = 0; piece <= cuts.length; piece++) {
        int to = piece == cuts.length ? input.length : cuts[piece];
        byte[] buffer = Arrays.copyOfRange(input, unhandledFrom, to);
        parser.forget();
        unhandledFrom += parser.parse(buffer, 0, buffer.length);
      }
      return new ParserRun(handler.calls(), "", input.length - unhandledFrom);
    } catch (ProtocolException e) {
      return new ParserRun(handler.calls(), e.violation().name(), 0);
    }
  }

  /// Presents `input` in the pieces between `cuts`, all of them in their places in one buffer.
  static ParserRun inPlace(byte[] input, Consumer<ClientProtocolParser> setup, int... cuts) {
    var handler = new RecordingHandler();
    var parser = new ClientProtocolParser(handler, MAX_CONTROL_LINE_BYTES, MAX_PAYLOAD_BYTES);
    setup.accept(parser);
    int unhandledFrom = 0;
    try {
      for (int piece = 0; piece <= cuts.length; piece++) {
        int to = piece == cuts.length ? input.length : cuts[piece];
        unhandledFrom = parser.parse(input, unhandledFrom, to);
      }
      return new ParserRun(handler.calls(), "", input.length - unhandledFrom);
    } catch (ProtocolException e) {
      return new ParserRun(handler.calls(), e.violation().name(), 0);
    }
  }

  /// Presents all of `input` in the middle of a larger buffer that is filled with `guard`.
  ///
  /// @throws IllegalStateException if the parser changed the buffer
  static ParserRun guarded(byte[] input, Consumer<ClientProtocolParser> setup, byte guard) {
    var handler = new RecordingHandler();
    var parser = new ClientProtocolParser(handler, MAX_CONTROL_LINE_BYTES, MAX_PAYLOAD_BYTES);
    setup.accept(parser);
    int from = 16;
    int to = from + input.length;
    byte[] buffer = new byte[to + 16];
    Arrays.fill(buffer, guard);
    System.arraycopy(input, 0, buffer, from, input.length);
    byte[] before = buffer.clone();
    String violation = "";
    int unhandled = 0;
    try {
      unhandled = to - parser.parse(buffer, from, to);
    } catch (ProtocolException e) {
      violation = e.violation().name();
    }
    if (!Arrays.equals(before, buffer)) {
      throw new IllegalStateException("expected an unchanged buffer");
    }
    return new ParserRun(new ArrayList<>(handler.calls()), violation, unhandled);
  }
}
