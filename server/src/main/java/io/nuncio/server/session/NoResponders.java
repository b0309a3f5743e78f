package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.server.routing.Router;
import io.nuncio.server.routing.Subscriber;
import io.nuncio.wire.PublishFrame;
import java.io.ByteArrayOutputStream;

/// The answer to a request that nobody receives: status 503 on the reply subject.
///
/// Source: nats-server 2.15.2, ADR-4.
final class NoResponders {
  private static final byte[] STATUS = "NATS/1.0 503\r\nNats-Subject: ".getBytes(US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private NoResponders() {}

  /// Tells `requester` at once that nobody took the request in `request`, if it waits for an
  /// answer.
  static void answer(PublishFrame request, Router router, ClientSession requester) {
    Subscriber waiting =
        router.firstPlain(
            request.buffer(),
            request.replyFrom(),
            request.replyTo(),
            subscriber ->
                subscriber instanceof ClientSubscription own && own.session() == requester);
    if (waiting instanceof ClientSubscription own) {
      requester.answers().send(frame(request, own.sid()));
    }
  }

  /// The whole `HMSG` for the request in `request`, to the subscription `sid`.
  private static byte[] frame(PublishFrame request, byte[] sid) {
    byte[] buffer = request.buffer();
    int subjectBytes = request.subjectTo() - request.subjectFrom();
    int headerBytes = STATUS.length + subjectBytes + END.length;
    ByteArrayOutputStream frame = new ByteArrayOutputStream(headerBytes + 128);
    frame.writeBytes("HMSG ".getBytes(US_ASCII));
    frame.write(buffer, request.replyFrom(), request.replyTo() - request.replyFrom());
    frame.write(' ');
    frame.writeBytes(sid);
    frame.writeBytes((" " + headerBytes + " " + headerBytes + "\r\n").getBytes(US_ASCII));
    frame.writeBytes(STATUS);
    frame.write(buffer, request.subjectFrom(), subjectBytes);
    frame.writeBytes(END);
    frame.writeBytes("\r\n".getBytes(US_ASCII));
    return frame.toByteArray();
  }
}
