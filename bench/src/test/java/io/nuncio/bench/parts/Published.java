package io.nuncio.bench.parts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.ClientProtocolHandler;
import io.nuncio.wire.ClientProtocolParser;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.PublishFrame;
import java.util.stream.IntStream;

/// Takes messages from the parser, counts them, and keeps the view of the last one.
final class Published implements ClientProtocolHandler {
  private PublishFrame last = new PublishFrame();
  private int messages;

  int messages() {
    return messages;
  }

  /// A message as it is read.
  static String plain(String subject, int payloadBytes) {
    return "PUB " + subject + " " + payloadBytes + "\r\n" + "x".repeat(payloadBytes) + "\r\n";
  }

  /// A message with a header block as it is read.
  static String withHeaders(String subject, int payloadBytes) {
    String headers = "NATS/1.0\r\nNats-Msg-Id: 1234\r\n\r\n";
    return "HPUB %s %d %d\r\n%s%s\r\n"
        .formatted(
            subject,
            headers.length(),
            headers.length() + payloadBytes,
            headers,
            "x".repeat(payloadBytes));
  }

  /// Views of messages of 16 bytes on `count` subjects: `prefix` and a number from 0 on.
  static PublishFrame[] frames(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> frame(plain(prefix + i, 16)))
        .toArray(PublishFrame[]::new);
  }

  private static PublishFrame frame(String text) {
    Published published = new Published();
    byte[] bytes = text.getBytes(US_ASCII);
    try {
      new ClientProtocolParser(published, 4096, 1 << 20).parse(bytes, 0, bytes.length);
    } catch (ProtocolException e) {
      throw new IllegalStateException(text, e);
    }
    return published.last;
  }

  @Override
  public void onPublish(PublishFrame frame) {
    last = frame;
    messages++;
  }

  @Override
  public void onConnect(byte[] buffer, int from, int to) {}

  @Override
  public void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) {}

  @Override
  public void onUnsubscribe(byte[] sid, long max) {}

  @Override
  public void onPing() {}

  @Override
  public void onPong() {}
}
