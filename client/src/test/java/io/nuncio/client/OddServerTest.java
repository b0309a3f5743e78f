package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.transport.SystemClock;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What a client makes of what a server may say, and of its silence.
@SuppressWarnings("try") // close can be interrupted
class OddServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<Events> events = new ConcurrentLinkedQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();

  private Options.Builder to(ScriptedServer server) {
    return new Options.Builder()
        .server("nats://s3cret@" + server.place())
        .reconnectWait(Duration.ofMillis(10))
        .connectionListener((connection, event) -> events.add(event))
        .errorListener(
            new ErrorListener() {
              @Override
              public void errorOccurred(Connection connection, String error) {
                errors.add(error);
              }

              @Override
              public void exceptionOccurred(Connection connection, Exception exception) {
                errors.add(String.valueOf(exception.getMessage()));
              }
            });
  }

  private void awaitEvent(Events event) {
    Await.until("the event " + event, PATIENCE, () -> events.contains(event));
  }

  @Test
  void silentServerIsNamedWhenTheTimeIsOver() {
    try (ScriptedServer server = new ScriptedServer(null)) {
      assertThatThrownBy(
              () -> Nats.connect(to(server).connectionTimeout(Duration.ofMillis(50)).build()))
          .isInstanceOf(IOException.class)
          .hasMessage(server.place() + " did not answer within 50 ms");
    }
  }

  @Test
  void whatIsNoNatsIsRefused() {
    try (ScriptedServer server = new ScriptedServer(",\"nonsense\":")) {
      assertThatThrownBy(() -> Nats.connect(to(server).build()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.place() + ": the server breaks the protocol")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void serverThatDoesNotAnswerPingsIsLeft() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc =
            Nats.connect(
                to(server)
                    .noReconnect()
                    .pingInterval(Duration.ofMillis(10))
                    .maxPingsOut(2)
                    .build())) {
      awaitEvent(Events.CLOSED);

      assertThat(errors).anyMatch(error -> error.equals(server.place() + " does not answer pings"));
      assertThat(nc.getStatistics().getPings()).isEqualTo(2);
    }
  }

  @Test
  void otherServersAreLearned() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc = Nats.connect(to(server).build())) {
      server.say("INFO {\"connect_urls\":[\"10.0.0.1:4222\",\"[::1]:5\"]}\r\n");

      awaitEvent(Events.DISCOVERED_SERVERS);
      assertThat(nc.getServers())
          .containsExactly("nats://" + server.place(), "nats://10.0.0.1:4222", "nats://[::1]:5");
    }
  }

  @Test
  void lameDuckIsTold() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc = Nats.connect(to(server).build())) {
      server.say("INFO {\"ldm\":true}\r\n");

      awaitEvent(Events.LAME_DUCK);
      assertThat(nc.getServerInfo().isLameDuckMode()).isTrue();
    }
  }

  @Test
  void errorOfTheServerIsTold() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc = Nats.connect(to(server).build())) {
      server.say("-ERR 'Invalid Subject'\r\n");

      Await.until("the listener is told", PATIENCE, () -> !errors.isEmpty());
      assertThat(errors).containsExactly("Invalid Subject");
      assertThat(nc.getLastError()).isEqualTo("Invalid Subject");
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void pingIsAnswered() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc = Nats.connect(to(server).build())) {
      server.say("PING\r\n");

      Await.until("the answer", PATIENCE, () -> server.received().contains("PONG"));
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void nextServerIsToldHowManyMessagesAreStillWanted() throws Exception {
    try (ScriptedServer server = new ScriptedServer("");
        Connection nc = Nats.connect(to(server).build())) {
      Subscription subscription = nc.subscribe("a", "q");
      subscription.unsubscribe(5);
      server.say("MSG a 2 0\r\n\r\nMSG a 2 0\r\n\r\n");
      Message message = subscription.nextMessage(PATIENCE);
      assertThat(message).isNotNull();
      message = subscription.nextMessage(PATIENCE);
      assertThat(message).isNotNull();

      server.hangUp();
      awaitEvent(Events.RESUBSCRIBED);

      Await.until("the rest", PATIENCE, () -> server.received().contains("UNSUB 2 3"));
      assertThat(server.received()).containsSubsequence("(end)", "SUB a q 2", "UNSUB 2 3");
    }
  }

  @Test
  void serverThatHadTlsIsNotTakenWithoutIt() {
    try (ScriptedServer server = new ScriptedServer("")) {
      Options options = new Options.Builder().server("nats://s3cret@" + server.place()).build();
      Handshake again =
          new Handshake(options.values(), options.values().servers.get(0), new SystemClock(), true);

      assertThatThrownBy(() -> again.connect(endpoint -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage(
              server.place() + " has no TLS any more: connect anew if that is as it should be");
      assertThat(server.received()).noneMatch(line -> line.contains("s3cret"));
    }
  }
}
