package io.nuncio.app;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What systemd is told of a service of `Type=notify`: that it is ready, reloads, or stops, as
/// sd_notify(3) says. Tells nobody anything where no systemd asked for it.
///
/// Confined to the thread that waits for signals. A server that cannot tell goes on, with a
/// warning.
final class ServiceNotices {
  private static final String SOCKET = "NOTIFY_SOCKET";

  private final @Nullable String path;
  private final LongSupplier clock;
  private final LogSink log;
  private String ready = "";

  private ServiceNotices(@Nullable String path, LongSupplier clock, LogSink log) {
    this.path = path;
    this.clock = clock;
    this.log = log;
  }

  /// Those that the environment asks for, which nobody whom this process starts is asked for.
  ///
  /// @param clock nanoseconds of the clock that the machine counts its uptime by
  static ServiceNotices wantedBy(
      Function<String, @Nullable String> environment, LongSupplier clock, LogSink log) {
    String path = environment.apply(SOCKET);
    if (path == null || path.isEmpty()) {
      return new ServiceNotices(null, clock, log);
    }
    UnixDatagramSocket.forgetVariable(SOCKET);
    return new ServiceNotices(path, clock, log);
  }

  /// The service can be used.
  void ready(List<PortsFile.Listener> listeners) {
    if (path == null) {
      return;
    }
    var text = new StringBuilder();
    for (PortsFile.Listener each : listeners) {
      text.append(text.isEmpty() ? "Ready: " : ", ").append(each.name()).append(" on ");
      text.append(each.host()).append(':').append(each.port());
    }
    ready = text.toString();
    tell("READY=1", ready);
  }

  /// Reloads, and says so before and after.
  ///
  /// @param reload whether the new configuration holds now
  void reload(BooleanSupplier reload) {
    tell("RELOADING=1\nMONOTONIC_USEC=" + clock.getAsLong() / 1000, "Reloading");
    boolean followed = reload.getAsBoolean();
    tell("READY=1", followed ? ready : ready + "; the last reload was refused, see the log");
  }

  /// The service is about to end.
  ///
  /// @param how a sentence for the operator
  void stopping(String how) {
    tell("STOPPING=1", how);
  }

  private void tell(String state, String status) {
    if (path == null) {
      return;
    }
    byte[] message = (state + "\nSTATUS=" + status).getBytes(StandardCharsets.UTF_8);
    try (var socket = UnixDatagramSocket.connectedTo(path)) {
      socket.sendWithoutWaiting(message);
    } catch (IOException notTold) {
      log.log(Level.WARN, "Could not tell systemd how this service is: " + notTold.getMessage());
    }
  }
}
