package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.config.ClientProtocol;
import io.nuncio.config.Limits;
import io.nuncio.config.LogConfig;
import io.nuncio.config.Timers;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.Ports;
import io.nuncio.server.routing.Subscriber;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.wire.ServerInfo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What all sessions of a server share. Immutable, but for the outputs, each confined to its loop,
/// and the settings, which a reload exchanges as a whole.
public final class SessionContext {
  private final Account account;
  private final LoopOutput[] outputs;
  private final Ports ports;
  private final Counters counters = new Counters();
  private final ClosedClients closedClients = new ClosedClients();
  private final Guesses guesses = new Guesses();
  private final Holders holders = new Holders();
  private final HandshakeRate handshakeRate = new HandshakeRate();
  private final AtomicLong traceEvents = new AtomicLong();
  private volatile Settings settings;

  /// @param account where clients publish and subscribe
  /// @param outputs by index of the event loop
  public SessionContext(Settings settings, Account account, List<LoopOutput> outputs, Ports ports) {
    this.settings = settings;
    this.account = account;
    this.outputs = outputs.toArray(LoopOutput[]::new);
    this.ports = ports;
  }

  /// What holds now.
  public Settings settings() {
    return settings;
  }

  /// Lets other settings hold for what begins from now on.
  public void exchange(Settings other) {
    settings = other;
  }

  /// What the server says of itself.
  public ServerInfo info() {
    return settings.info();
  }

  /// What the server says of itself to a client at `peer`: to one in this JVM nothing of TLS.
  ServerInfo infoFor(PeerAddress peer) {
    return peer.isInProcess() ? info().withTls(ServerInfo.Tls.NONE) : info();
  }

  /// What a client may not exceed.
  public Limits limits() {
    return settings.config().limits();
  }

  /// How long the server waits for a client.
  public Timers timers() {
    return settings.config().timers();
  }

  /// How the server speaks with its clients.
  ClientProtocol protocol() {
    return settings.config().protocol();
  }

  /// What is traced of a message.
  LogConfig logConfig() {
    return settings.config().log();
  }

  /// Decides who is let in.
  public Authenticator authenticator() {
    return settings.authenticator();
  }

  /// Where clients publish and subscribe.
  public Account account() {
    return account;
  }

  /// By index of the event loop; not to be changed. An array, because each delivery looks here.
  LoopOutput[] outputs() {
    return outputs;
  }

  /// Where lines about clients go.
  public LogSink log() {
    return ports.log();
  }

  /// Is told what happens to clients.
  EventSink events() {
    return ports.events();
  }

  /// The time of day.
  InstantSource clock() {
    return ports.clock();
  }

  /// The number of the next event of message tracing. Safe from any thread.
  long nextTraceEvent() {
    return traceEvents.incrementAndGet();
  }

  /// What went wrong with clients.
  public Counters counters() {
    return counters;
  }

  /// The clients that left last.
  public ClosedClients closedClients() {
    return closedClients;
  }

  /// What clients are subscribed to that would receive a message on `subject`.
  public List<SubscriptionSnapshot> receivers(byte[] subject) {
    List<SubscriptionSnapshot> found = new ArrayList<>();
    for (Subscriber subscriber : account.subscribers().receivers(subject, 0, subject.length)) {
      if (subscriber instanceof ClientSubscription subscription) {
        found.add(subscription.snapshot());
      }
    }
    return found;
  }

  /// How many clients are connected with the same token.
  Holders holders() {
    return holders;
  }

  /// How many handshakes begin now.
  HandshakeRate handshakeRate() {
    return handshakeRate;
  }

  /// From where clients were refused lately.
  Guesses guesses() {
    return guesses;
  }
}
