package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nuncio.wire.ClientProtocolHandler;
import io.nuncio.wire.ClientProtocolParser;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.PublishFrame;

/// Makes frames the way the server does: out of bytes, by the parser.
final class ParsedPublish implements ClientProtocolHandler {
  private PublishFrame frame = new PublishFrame();

  private ParsedPublish() {}

  /// The frame of the one publish in `wire`.
  static PublishFrame of(String wire) {
    var handler = new ParsedPublish();
    var parser = new ClientProtocolParser(handler, 1 << 20, 1 << 20);
    parser.acceptHeaders(true);
    byte[] bytes = ("PING\r\n" + wire).getBytes(ISO_8859_1);
    try {
      if (parser.parse(bytes, 0, bytes.length) < bytes.length) {
        throw new IllegalArgumentException("expected a complete publish, got " + wire);
      }
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(wire, e);
    }
    return handler.frame;
  }

  /// A message without payload on `subject`, as loop 0 routes it.
  static Publication on(String subject) {
    var message = new Publication(0);
    message.moveTo(of("PUB " + subject + " 0\r\n\r\n"), "publisher");
    return message;
  }

  @Override
  public void onPublish(PublishFrame published) {
    frame = published;
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
