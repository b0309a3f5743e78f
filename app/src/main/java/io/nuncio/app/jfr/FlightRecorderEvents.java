package io.nuncio.app.jfr;

import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.ServerEvent;
import java.util.List;
import jdk.jfr.FlightRecorder;

/// Adds what happens to the recordings that run; without one it does nothing, and loads nothing.
public final class FlightRecorderEvents implements EventSink {
  /// Adds events of one process.
  public FlightRecorderEvents() {}

  @Override
  public void on(ServerEvent event) {
    if (FlightRecorder.isInitialized()) {
      record(event);
    }
  }

  private static void record(ServerEvent event) {
    switch (event) {
      case ServerEvent.ClientAdmitted admitted -> new ConnectionOpened(admitted).commit();
      case ServerEvent.ClientGone gone -> new ConnectionClosed(gone).commit();
      case ServerEvent.ClientRefused refused -> new AuthenticationFailure(refused).commit();
      case ServerEvent.SlowConsumer slow -> new SlowConsumer(slow).commit();
      case ServerEvent.Reloaded(var time, List<String> changes) ->
          new Reload(true, String.join("\n", changes)).commit();
      case ServerEvent.ReloadRefused(var time, List<String> reasons) ->
          new Reload(false, String.join("\n", reasons)).commit();
    }
  }
}
