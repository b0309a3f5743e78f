package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a server said, a line for each call: the operation, its arguments separated by
/// `|`.
final class ServerCalls implements ServerProtocolHandler {
  private final List<String> calls = new ArrayList<>();

  List<String> calls() {
    return List.copyOf(calls);
  }

  private static String text(byte[] buffer, int from, int to) {
    return new String(buffer, from, to - from, ISO_8859_1);
  }

  @Override
  public void onInfo(byte[] buffer, int from, int to) {
    calls.add("INFO " + text(buffer, from, to));
  }

  @Override
  public void onMessage(DeliveryFrame frame) {
    byte[] buffer = frame.buffer();
    int from = frame.contentFrom();
    int payloadFrom = from + Math.max(0, frame.headerBytes());
    calls.add(
        "MSG "
            + String.join(
                "|",
                text(buffer, frame.subjectFrom(), frame.subjectTo()),
                "" + frame.sid(),
                frame.hasReply() ? text(buffer, frame.replyFrom(), frame.replyTo()) : "",
                text(buffer, from, payloadFrom),
                text(buffer, payloadFrom, from + frame.totalBytes())));
  }

  @Override
  public void onPing() {
    calls.add("PING");
  }

  @Override
  public void onPong() {
    calls.add("PONG");
  }

  @Override
  public void onOk() {
    calls.add("OK");
  }

  @Override
  public void onError(String text) {
    calls.add("ERR " + text);
  }
}
