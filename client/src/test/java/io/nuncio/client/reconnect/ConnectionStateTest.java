package io.nuncio.client.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.reconnect.ConnectionAction.Announce;
import io.nuncio.client.reconnect.ConnectionAction.Attempt;
import io.nuncio.client.reconnect.ConnectionAction.GiveUp;
import io.nuncio.client.reconnect.ConnectionAction.Resume;
import io.nuncio.client.reconnect.ConnectionAction.Wait;
import io.nuncio.client.reconnect.ConnectionEvent.Discovered;
import io.nuncio.client.reconnect.ConnectionEvent.Ended;
import io.nuncio.client.reconnect.ConnectionEvent.Failed;
import io.nuncio.client.reconnect.ConnectionEvent.Lost;
import io.nuncio.client.reconnect.ConnectionEvent.Opened;
import io.nuncio.client.reconnect.ConnectionEvent.Started;
import io.nuncio.client.reconnect.ConnectionEvent.Waited;
import io.nuncio.client.transport.ServerAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What follows from what, as a table: servers are `a`, `b`, `c`; events and actions are letters.
class ConnectionStateTest {

  private static ConnectionState state(String servers, int maxReconnects) {
    return state(servers, maxReconnects, false);
  }

  private static ConnectionState state(String servers, int maxReconnects, boolean patient) {
    List<ServerAddress> addresses =
        Arrays.stream(servers.split("", -1))
            .filter(each -> !each.isEmpty())
            .map(ServerAddress::parse)
            .toList();
    return ConnectionState.of(addresses, maxReconnects, patient);
  }

  private static ConnectionEvent event(String name) {
    return switch (name) {
      case "start" -> new Started();
      case "open" -> new Opened();
      case "fail" -> new Failed(false);
      case "refuse" -> new Failed(true);
      case "lose" -> new Lost();
      case "waited" -> new Waited();
      case "end" -> new Ended();
      default -> new Discovered(List.of(ServerAddress.parse(name)));
    };
  }

  private static String text(ConnectionAction action) {
    if (action instanceof Attempt attempt) {
      return "try-" + attempt.server().host();
    }
    if (action instanceof Wait wait) {
      return "wait-" + wait.round();
    }
    if (action instanceof Announce announce) {
      return announce.notice().name();
    }
    if (action instanceof Resume) {
      return "resume";
    }
    return action instanceof GiveUp ? "give-up" : action.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 60, start open, try-a resume CONNECTED",
    "a, 60, start fail, try-a give-up",
    "a, 60, start refuse, try-a give-up",
    "ab, 60, start fail open, try-a try-b resume CONNECTED",
    "ab, 60, start refuse fail, try-a try-b give-up",
    "a, 0, start open lose, try-a resume CONNECTED DISCONNECTED give-up",
    "a, 60, start open lose open,"
        + " try-a resume CONNECTED DISCONNECTED try-a resume RECONNECTED RESUBSCRIBED",
    "abc, 60, start open lose fail fail fail waited,"
        + " try-a resume CONNECTED DISCONNECTED try-b try-c try-a wait-1 try-b",
    "a, 3, start open lose fail waited fail waited fail,"
        + " try-a resume CONNECTED DISCONNECTED try-a wait-1 try-a wait-2 try-a give-up",
    "a, -1, start open lose refuse waited refuse,"
        + " try-a resume CONNECTED DISCONNECTED try-a wait-1 try-a give-up",
    "a, -1, start open lose refuse waited fail waited refuse,"
        + " try-a resume CONNECTED DISCONNECTED try-a wait-1 try-a wait-2 try-a wait-3",
    "ab, 1, start open lose fail fail,"
        + " try-a resume CONNECTED DISCONNECTED try-b try-a give-up",
    "a, 60, start open b lose," + " try-a resume CONNECTED DISCOVERED_SERVERS DISCONNECTED try-b",
    "a, 60, start open a, try-a resume CONNECTED",
    "a, 60, start open end lose, try-a resume CONNECTED",
    "a, 60, start open lose end open, try-a resume CONNECTED DISCONNECTED try-a",
  })
  void actionsFollowFromEvents(String servers, int maxReconnects, String events, String actions) {
    assertThat(actions(state(servers, maxReconnects), events)).isEqualTo(actions);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 60, start open, try-a resume CONNECTED",
    "a, 60, start fail waited fail waited open,"
        + " try-a wait-1 try-a wait-2 try-a resume CONNECTED",
    "ab, 60, start fail fail waited open, try-a try-b wait-1 try-a resume CONNECTED",
    "a, 2, start fail waited fail, try-a wait-1 try-a give-up",
    "a, 0, start fail, try-a give-up",
    "a, 60, start refuse waited refuse, try-a wait-1 try-a give-up",
    "a, 60, start fail end waited, try-a wait-1",
  })
  void whoIsPatientWaitsForTheFirstConnectionToo(
      String servers, int maxReconnects, String events, String actions) {
    assertThat(actions(state(servers, maxReconnects, true), events)).isEqualTo(actions);
  }

  private static String actions(ConnectionState begin, String events) {
    ConnectionState state = begin;
    List<String> done = new ArrayList<>();
    for (String name : events.split(" ", -1)) {
      ConnectionState.Step step = state.after(event(name));
      state = step.state();
      step.actions().forEach(action -> done.add(text(action)));
    }

    return String.join(" ", done);
  }

  @Test
  void failuresAreForgottenWhenAServerTakesTheClient() {
    ConnectionState state = state("a", 2);
    for (String name : "start open lose fail waited open lose fail".split(" ", -1)) {
      state = state.after(event(name)).state();
    }

    assertThat(state.phase()).isEqualTo(ConnectionState.Phase.RECONNECTING);
    assertThat(state.pool().get(0).failures()).isEqualTo(1);
  }

  @Test
  void eventThatCannotHappenIsAMistake() {
    ConnectionState state = state("a", 60);

    assertThatThrownBy(() -> state.after(new Waited()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Waited");
  }
}
