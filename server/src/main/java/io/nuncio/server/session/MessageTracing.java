package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.server.events.Level;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Subscriber;
import io.nuncio.server.tracing.TraceEvent;
import io.nuncio.server.tracing.TraceRequest;
import io.nuncio.wire.PublishFrame;
import io.nuncio.wire.Subjects;

/// Publishes those messages of one client that ask to be traced, and what became of them. Such a
/// message is delivered in one go; what that costs is taken from the turn of its publisher.
///
/// Confined to the client's loop.
///
/// Source: ADR-41 of NATS, nats-server 2.15.2.
final class MessageTracing {
  private static final int MOST_SHOWN = 256;
  private static final byte[] UNMADE = {};
  private static final Object SERVER = new Object();

  private final ClientSession session;
  private final SessionLane lane;
  private final PublisherTurns turns;

  MessageTracing(ClientSession session, SessionLane lane, PublisherTurns turns) {
    this.session = session;
    this.lane = lane;
    this.turns = turns;
  }

  /// Handles `message`, which has headers, if they ask for a trace.
  ///
  /// @return whether it did; otherwise the message is one as any other
  boolean takes(Publication message) {
    message.complete();
    PublishFrame frame = message.frame();
    int from = frame.payloadFrom();
    int to = from + frame.headerBytes();
    if (!TraceRequest.isLikelyIn(frame.buffer(), from, to)) {
      return false;
    }
    TraceRequest request = TraceRequest.parse(frame.buffer(), from, to);
    if (request == null) {
      return false;
    }
    String obstacle = obstacle(request, session.context().limits().maxControlLineBytes());
    if (!obstacle.isEmpty()) {
      session.log().log(Level.ERROR, obstacle);
      return request.only();
    }
    byte[] destination = request.destination().getBytes(UTF_8);
    if (!session.rights().mayPublish(destination)) {
      session.answers().refuse(Refusal.ofSubject(SessionLog.quote(destination)));
      return true;
    }
    TraceEvent event = begin(request, frame);
    publish(message, request, event);
    send(destination, event);
    turns.endIfSpent();
    return true;
  }

  /// @param most bytes that a subject may have, as one that is published to
  private static String obstacle(TraceRequest request, int most) {
    if (!request.originAccount().isEmpty()) {
      return "Message tracing disabled because of header \"Nats-Trace-Origin-Account\" with value="
          + shown(request.originAccount());
    }
    byte[] destination = request.destination().getBytes(UTF_8);
    return destination.length <= most && isSubject(destination)
        ? ""
        : "Destination "
            + shown(request.destination())
            + " is not valid, won't be able to trace events";
  }

  /// A header may be as long as a message, a line of the log may not.
  private static String shown(String value) {
    return SessionLog.quote(value.substring(0, Math.min(value.length(), MOST_SHOWN)));
  }

  private static boolean isSubject(byte[] destination) {
    for (byte b : destination) {
      if ((b & 0xff) <= ' ') {
        return false;
      }
    }
    return Subjects.isLiteral(destination, 0, destination.length);
  }

  private TraceEvent begin(TraceRequest request, PublishFrame frame) {
    return new TraceEvent(
        session.context().clock(),
        request,
        frame.totalBytes(),
        peer(session),
        SessionLog.text(frame.buffer(), frame.subjectFrom(), frame.subjectTo()));
  }

  private static TraceEvent.Peer peer(ClientSession client) {
    return new TraceEvent.Peer(client.clientId(), client.name(), client.context().account().name());
  }

  private void publish(Publication message, TraceRequest request, TraceEvent event) {
    Refusal refusal = session.rights().refusal(message, lane.router(), session.connection().loop());
    if (refusal != null) {
      session.answers().refuse(refusal);
      event.refused(refusal.told());
      return;
    }
    session.acknowledge();
    if (!turns.fanOut().takeAtOnce(lane.router().receivers(message))) {
      event.refused("More receivers than a trace can list");
      if (!request.only()) {
        session.onRouted(message.frame(), lane.router().route(message, turns.fanOut()));
      }
      return;
    }
    boolean taken =
        lane.router()
            .offer(message, subscriber -> isTaken(subscriber, message, request.only(), event));
    session.onRouted(message.frame(), taken);
  }

  private static boolean isTaken(
      Subscriber subscriber, Publication message, boolean only, TraceEvent event) {
    if (!(subscriber instanceof ClientSubscription subscription)) {
      return !only && subscriber.deliver(message, UNMADE);
    }
    String objection = subscription.objection(message);
    if (objection.isEmpty() && !only && !subscription.deliver(message, UNMADE)) {
      objection = "Not delivered because auto-unsubscribe exceeded";
    }
    event.reached(
        peer(subscription.session()),
        new String(subscription.subjectFilter(), UTF_8),
        new String(subscription.queueGroup(), UTF_8),
        objection);
    return objection.isEmpty();
  }

  private void send(byte[] destination, TraceEvent event) {
    SessionContext context = session.context();
    byte[] json = event.toBytes(context.info(), context.nextTraceEvent());
    // Not the lane's, which remembers what it knows of the client's last subject.
    Publication message = new Publication(lane.publication().loop());
    message.moveTo(PublishFrame.of(destination, json), SERVER);
    if (!turns.fanOut().takeAtOnce(lane.router().receivers(message))) {
      session.log().log(Level.ERROR, "A trace is not sent: too many subscribe to its destination");
      return;
    }
    lane.router().offer(message, subscriber -> subscriber.deliver(message, UNMADE));
    lane.publication().countAll(message);
  }
}
