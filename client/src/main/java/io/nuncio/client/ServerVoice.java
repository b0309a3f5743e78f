package io.nuncio.client;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.delivery.Mailbox;
import io.nuncio.wire.DeliveryFrame;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.ServerGreeting;
import io.nuncio.wire.ServerProtocolHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server says to a client that it has accepted. Confined to the reader.
final class ServerVoice implements ServerProtocolHandler {
  private static final String PONG = "PONG\r\n";

  private final ClientConnection connection;
  private final StatisticsCollector statistics;
  private final List<Mailbox<?>> toWake = new ArrayList<>();

  ServerVoice(ClientConnection connection) {
    this.connection = connection;
    this.statistics = connection.statistics();
  }

  @Override
  public void onMessage(DeliveryFrame frame) {
    statistics.incrementIn(frame.totalBytes());
    if (frame.sid() == RequestTable.SID) {
      connection.requests().receive(frame);
      return;
    }
    @Nullable ClientSubscription subscription = connection.table().get(frame.sid());
    Mailbox<?> waitedFor = subscription == null ? null : subscription.receive(frame);
    if (waitedFor != null) {
      toWake.add(waitedFor);
    }
  }

  /// Everything that had been read was said: lets those who wait for it have it. Waking each for
  /// its first message would cost more than all the rest, and often come too early.
  void endOfRead() {
    for (int i = 0; i < toWake.size(); i++) {
      toWake.get(i).wake();
    }
    toWake.clear();
  }

  @Override
  public void onInfo(byte[] buffer, int from, int to) throws ProtocolException {
    ServerGreeting greeting = Handshake.greeting(buffer, from, to);
    connection.lifeline().learn(greeting);
    if (greeting.lameDuck()) {
      connection.event(Events.LAME_DUCK);
    }
  }

  @Override
  public void onPing() {
    connection.control(PONG);
  }

  @Override
  public void onPong() {
    connection.out().pong();
  }

  @Override
  public void onOk() {
    statistics.incrementOkCount();
  }

  @Override
  public void onError(String text) {
    statistics.incrementErrCount();
    connection.listeners().error(text);
  }
}
