package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Writes each call down as a line: the operation, its arguments separated by `|`, empty where
/// there is none.
final class RecordingHandler implements ClientProtocolHandler {
  private final List<String> calls = new ArrayList<>();
  private Runnable afterEach = () -> {};

  /// The calls so far.
  List<String> calls() {
    return List.copyOf(calls);
  }

  /// Sets what runs at the end of each call.
  void afterEach(Runnable action) {
    afterEach = action;
  }

  static String publish(String subject, String reply, String headers, String payload) {
    return "PUBLISH " + String.join("|", subject, reply, headers, payload);
  }

  private void record(String call) {
    calls.add(call);
    afterEach.run();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static String text(byte[] buffer, int from, int to) {
    return new String(buffer, from, to - from, ISO_8859_1);
  }

  @Override
  public void onConnect(byte[] buffer, int from, int to) {
    record("CONNECT " + text(buffer, from, to));
  }

  @Override
  public void onPublish(PublishFrame frame) {
    byte[] buffer = frame.buffer();
    int payloadFrom = frame.payloadFrom() + Math.max(0, frame.headerBytes());
    record(
        publish(
            text(buffer, frame.subjectFrom(), frame.subjectTo()),
            frame.hasReply() ? text(buffer, frame.replyFrom(), frame.replyTo()) : "",
            text(buffer, frame.payloadFrom(), payloadFrom),
            text(buffer, payloadFrom, frame.payloadFrom() + frame.totalBytes())));
  }

  @Override
  public void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) {
    record("SUB " + text(subject) + "|" + text(queueGroup) + "|" + text(sid));
  }

  @Override
  public void onUnsubscribe(byte[] sid, long max) {
    record("UNSUB " + text(sid) + "|" + max);
  }

  @Override
  public void onPing() {
    record("PING");
  }

  @Override
  public void onPong() {
    record("PONG");
  }

  @Override
  public void onControlLine(String operation, byte[] buffer, int from, int to) {
    calls.add("line " + operation + "[" + text(buffer, from, to) + "]");
  }
}
