package io.nuncio.server.session;

import io.nuncio.auth.AuthorizedUser;
import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.wire.ClientProtocolHandler;
import io.nuncio.wire.ClientProtocolParser;
import io.nuncio.wire.ConnectOptions;
import io.nuncio.wire.JsonException;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.PublishFrame;
import io.nuncio.wire.Subjects;
import io.nuncio.wire.Violation;
import java.util.List;

/// One client: lets it in, and carries out what it asks, in the order and with the answers of
/// nats-server 2.15.2.
///
/// Confined to the event loop of its connection, but for what [ClientSubscription] calls:
/// [#onMaxReached] and the getters.
public final class ClientSession
    implements ConnectedClient, ClientProtocolHandler, Heartbeat.Client, Admission.Client {
  /// Reads are this small until the client has proven who it is.
  private static final int UNKNOWN_CLIENT_READ_BYTES = 8 << 10;

  private final SessionContext context;
  private final SessionLane lane;
  private final Connection connection;
  private final EventLoop loop;
  private final long clientId;
  private final PeerAddress peer;
  private final SessionLog log;
  private final Answers answers;
  private final ClientProtocolParser parser;
  private final SubscriptionTable subscriptions;
  private final Heartbeat heartbeat;
  private final Admission admission;
  private final ClientReport report;
  private final PublisherTurns turns;
  private final MessageTracing tracing;
  private final Rights rights = new Rights();
  private ConnectOptions options = ConnectOptions.DEFAULT;
  private boolean connectReceived;
  private boolean identified;
  private boolean firstPongSent;
  private boolean closed;

  /// Goes on with a client that has been greeted: `arrival` is what is known of it.
  ClientSession(SessionContext context, SessionLane lane, Connection connection, Arrival arrival) {
    this.context = context;
    this.lane = lane;
    this.connection = connection;
    this.loop = connection.loop();
    this.clientId = arrival.clientId();
    this.peer = arrival.peer();
    this.log = new SessionLog(context.log(), peer.text(), clientId);
    this.answers = new Answers(connection, log);
    this.subscriptions = new SubscriptionTable(this, context.account());
    this.heartbeat = new Heartbeat(loop, this, context.timers(), lane.random());
    this.admission = new Admission(context, loop, arrival, this);
    this.report = new ClientReport(context, connection, arrival);
    this.parser =
        new ClientProtocolParser(
            this, context.limits().maxControlLineBytes(), context.limits().maxPayloadBytes());
    this.turns =
        new PublisherTurns(connection, parser, report, () -> closed || admission.isDeciding());
    this.tracing = new MessageTracing(this, lane, turns);
    followLog();
    admission.begin();
  }

  private void followLog() {
    log.follow(context.logConfig());
    parser.traceControlLines(log.tracing());
  }

  @Override
  public void requireConnect(boolean required) {
    parser.requireConnect(required);
    connection.limitReads(required ? UNKNOWN_CLIENT_READ_BYTES : Integer.MAX_VALUE);
  }

  @Override
  public void onReload(Settings before) {
    if (closed) {
      return;
    }
    parser.limit(context.limits().maxControlLineBytes(), context.limits().maxPayloadBytes());
    connection.writeDeadline(context.timers().writeDeadline());
    heartbeat.follow(context.timers());
    followLog();
    subscriptions.follow();
    if (!context.info().equals(before.info()) && understandsInfo()) {
      answers.send(context.infoFor(peer).line(clientId, peer.ip()));
    }
  }

  @Override
  public void recheck(Runnable done) {
    if (closed) {
      done.run();
    } else {
      admission.recheck(done);
    }
  }

  private boolean understandsInfo() {
    return connectReceived && options.protocol() >= 1;
  }

  @Override
  public void refuseConnection() {
    violate(
        Violation.MAXIMUM_CONNECTIONS, "max_connections is " + context.limits().maxConnections());
  }

  @Override
  public void announceLameDuck() {
    if (understandsInfo()) {
      answers.send(context.infoFor(peer).lameDuckLine(clientId, peer.ip()));
    }
  }

  @Override
  public ConnectionSnapshot snapshot() {
    return report.snapshot(heartbeat, subscriptions.size(), null);
  }

  @Override
  public List<SubscriptionSnapshot> subscriptions() {
    return subscriptions.snapshots();
  }

  @Override
  public long clientId() {
    return clientId;
  }

  SessionContext context() {
    return context;
  }

  Connection connection() {
    return connection;
  }

  Answers answers() {
    return answers;
  }

  SessionLog log() {
    return log;
  }

  Rights rights() {
    return rights;
  }

  /// Whether client and server use `HMSG`.
  boolean headers() {
    return options.headers() && context.protocol().headers();
  }

  /// What the client calls itself; may be empty.
  String name() {
    return options.identity().name();
  }

  /// Whether the client wants to receive what it publishes itself.
  boolean echo() {
    return options.echo();
  }

  @Override
  public void onRead() {
    heartbeat.onHeard();
    turns.begin();
  }

  @Override
  public int onBytes(byte[] buffer, int from, int to) {
    try {
      int handled = parser.parse(buffer, from, to);
      turns.end(lane.publication(), handled > from, context.protocol().stallFastProducers());
      return handled;
    } catch (ProtocolException e) {
      violate(e.violation(), String.valueOf(e.getMessage()));
      return to;
    }
  }

  @Override
  public int handledBytes() {
    return parser.handledBytes();
  }

  @Override
  public int unfinishedBytes() {
    return parser.unfinishedBytes();
  }

  /// Tells the client what it broke, and ends the connection if that is the price.
  @Override
  public void violate(Violation violation, String detail) {
    if (closed) {
      return;
    }
    SessionViolations.log(log, violation, detail, options.credentials());
    if (SessionViolations.isOfAuthentication(violation)) {
      report.onRefused(violation, admission.refusalDelay());
    }
    answers.error(violation);
    if (violation.closes()) {
      connection.close(SessionViolations.reason(violation));
    }
  }

  @Override
  public void onConnect(byte[] buffer, int from, int to) throws ProtocolException {
    heartbeat.onConnect();
    try {
      options = ConnectOptions.parse(buffer, from, to, options);
    } catch (JsonException e) {
      throw new ProtocolException(Violation.MALFORMED, "CONNECT: " + e.getMessage());
    }
    if (connectReceived) {
      subscriptions.clear(true);
    }
    connectReceived = true;
    parser.acceptHeaders(headers());
    admission.present(options.credentials());
  }

  @Override
  public void onMissingConnect() throws ProtocolException {
    if (!admission.presentNothing()) {
      ClientProtocolHandler.super.onMissingConnect();
    }
    connectReceived = true;
  }

  @Override
  public void await() {
    parser.pause();
    connection.pause();
  }

  @Override
  public void proceed() {
    parser.resume();
    connection.resume();
  }

  @Override
  public void onAdmitted(AuthorizedUser user) throws ProtocolException {
    if (options.account()) {
      throw new ProtocolException(Violation.AUTHORIZATION, "asked for an account by name");
    }
    if (!identified) {
      identified = true;
      log.identify(options.identity(), context.account().name(), user.label());
    }
    report.onAdmitted(options.identity(), user);
    rights.follow(user.permissions());
    SessionViolations.check(options, headers());
    if (connectReceived && options.verbose()) {
      answers.ok();
    }
  }

  @Override
  public void onStillAdmitted(AuthorizedUser user) {
    report.follow(user);
    if (rights.follow(user.permissions())) {
      subscriptions.followRights().forEach(lost -> answers.remove(lost, user, context.log()));
    }
  }

  @Override
  public void onPublish(PublishFrame frame) {
    Publication message = lane.publication();
    message.moveTo(frame, this);
    if (turns.fanOut().isUnderWay()) {
      onRouted(frame, lane.router().goOn(message, turns.fanOut()));
      return;
    }
    report.onPublish(message);
    byte[] buffer = frame.buffer();
    if (options.pedantic() && !Subjects.isLiteral(buffer, frame.subjectFrom(), frame.subjectTo())) {
      violate(Violation.INVALID_PUBLISH_SUBJECT, "pedantic, and not a literal subject");
    }
    log.tracePublished(message);
    if (frame.headerBytes() > 0 && tracing.takes(message)) {
      return;
    }
    Refusal refusal = rights.refusal(message, lane.router(), loop);
    if (refusal != null) {
      answers.refuse(refusal);
      return;
    }
    acknowledge();
    onRouted(frame, lane.router().route(message, turns.fanOut()));
  }

  /// A message has been taken to its receivers, or to as many as there was time for.
  void onRouted(PublishFrame frame, boolean taken) {
    if (turns.fanOut().isUnderWay()) {
      parser.pauseBefore();
    } else if (!taken && options.noResponders() && frame.hasReply()) {
      NoResponders.answer(frame, lane.router(), this);
    }
  }

  @Override
  public void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) {
    switch (subscriptions.add(subject, queueGroup, sid)) {
      case SUBSCRIBED -> acknowledge();
      case NOT_PERMITTED -> answers.refuse(Refusal.ofSubscription(subject, queueGroup, sid));
      case TOO_MANY_TOKENS -> answers.refuse(Refusal.ofTokens(subject, sid));
      case TOO_MANY_SUBSCRIPTIONS -> violate(Violation.MAXIMUM_SUBSCRIPTIONS, "one too many");
      case INVALID_SUBJECT -> violate(Violation.INVALID_SUBJECT, "cannot be subscribed to");
    }
  }

  @Override
  public void onUnsubscribe(byte[] sid, long max) {
    acknowledge();
    subscriptions.remove(sid, max);
  }

  /// Says that an operation was carried out, if the client wants to know.
  void acknowledge() {
    if (options.verbose()) {
      answers.ok();
    }
  }

  /// A subscription has taken its last message. Safe from any thread.
  void onMaxReached(ClientSubscription subscription) {
    context.account().subscribers().remove(subscription);
    loop.execute(() -> subscriptions.forget(subscription));
  }

  @Override
  public void onPing() {
    answers.pong();
    if (understandsInfo() && !firstPongSent) {
      String account = context.account().name();
      answers.send(context.infoFor(peer).connectInfoLine(clientId, peer.ip(), account));
    }
    firstPongSent |= connectReceived;
  }

  @Override
  public void onPong() {
    heartbeat.onPong();
  }

  @Override
  public void onControlLine(String operation, byte[] buffer, int from, int to) {
    log.traceIn(operation, buffer, from, to);
  }

  @Override
  public void onPingTimer() {
    log.log(Level.DEBUG, "Client Ping Timer");
  }

  @Override
  public void sendPing() {
    answers.ping();
  }

  @Override
  public void onStale() {
    violate(Violation.STALE_CONNECTION, "Stale Client Connection - Closing");
  }

  @Override
  public void onClosed(ClosedReason reason) {
    closed = true;
    turns.stop();
    heartbeat.stop();
    admission.end();
    report.onClosed(reason, heartbeat, subscriptions.size());
    subscriptions.clear(reason != ClosedReason.SERVER_SHUTDOWN);
    SessionViolations.logClosed(log, reason, connection, context);
  }

  @Override
  public void onFault(Throwable fault) {
    log.fault(fault);
  }
}
