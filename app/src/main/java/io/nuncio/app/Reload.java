package io.nuncio.app;

import io.nuncio.config.Invocation;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.ReloadOutcome;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.ServerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the configuration again and lets it hold: all of it, or nothing.
///
/// Whatever can fail is done first, and undone if something after it fails: reading, comparing,
/// opening the new log, writing the new files. The server itself cannot fail to follow then.
/// Confined to the thread that waits for signals.
final class Reload {
  private final Supplier<Invocation> command;
  private final Listeners listeners;
  private final Reporting reporting;
  private final NatsLogWriter log;
  private @Nullable PortsFile ports;

  /// @param command reads the command line again, and with it the file
  /// @param ports what the server has written at its start; null for nothing
  Reload(
      Supplier<Invocation> command,
      Listeners listeners,
      Reporting reporting,
      @Nullable PortsFile ports) {
    this.command = command;
    this.listeners = listeners;
    this.reporting = reporting;
    this.log = reporting.log();
    this.ports = ports;
  }

  /// What names the ports now; null for nothing.
  @Nullable PortsFile ports() {
    return ports;
  }

  /// Tries, and tells what came of it: whether the new configuration holds.
  boolean run() {
    try {
      switch (command.get()) {
        case Invocation.Start start when start.canReload() -> follow(start);
        case Invocation.Start ignored ->
            throw new IOException(
                "can only reload config when a file is provided using -c or --config");
        case Invocation.Refused(String message) -> throw new IOException(message);
        case Invocation other ->
            throw new IllegalStateException("a server was started by " + other);
      }
      return true;
    } catch (IOException refused) {
      tellRefused(String.valueOf(refused.getMessage()).replace("\n", "; "));
    } catch (RuntimeException defect) {
      // Serving goes on with what holds; the next attempt may find out what that is.
      tellRefused(defect.toString());
    }
    return false;
  }

  private void tellRefused(String reason) {
    log.log(Level.ERROR, "Failed to reload server configuration: " + reason);
    reporting
        .events()
        .on(new ServerEvent.ReloadRefused(reporting.clock().instant(), List.of(reason)));
  }

  private void follow(Invocation.Start start) throws IOException {
    ServerConfig wanted = start.config();
    List<String> lines =
        switch (listeners.server().compare(wanted)) {
          case ReloadOutcome.Refused(List<String> reasons) ->
              throw new IOException(String.join("; ", reasons) + "; nothing was changed");
          case ReloadOutcome.Reloaded(List<String> changes) -> changes;
        };
    ServerConfig running = listeners.server().config();
    LogTarget target = null;
    LogTarget auditTarget = null;
    try {
      target = openLog(running, wanted);
      auditTarget = openAuditLog(running, wanted);
      writeFiles(running, wanted);
    } catch (IOException cannotOpen) {
      close(target);
      close(auditTarget);
      throw cannotOpen;
    }
    start.warnings().forEach(warning -> log.log(Level.WARN, warning));
    ExpiredTokens.warnings(wanted, reporting.clock())
        .forEach(warning -> log.log(Level.WARN, warning));
    lines.forEach(line -> log.log(Level.INFO, line));
    log.follow(wanted.log(), target);
    if (hasOtherAuditLog(running, wanted)) {
      reporting.audit().follow(auditTarget);
    }
    listeners.follow(wanted, start.digest());
    String digest = start.file() == null ? "" : " (" + start.digest() + ")";
    log.log(Level.INFO, "Reloaded server configuration" + digest);
    reporting.events().on(new ServerEvent.Reloaded(reporting.clock().instant(), lines));
  }

  private static boolean hasOtherAuditLog(ServerConfig running, ServerConfig wanted) {
    return !Objects.equals(running.log().auditLog(), wanted.log().auditLog());
  }

  /// The audit log to go on in, if that is another.
  private @Nullable LogTarget openAuditLog(ServerConfig running, ServerConfig wanted)
      throws IOException {
    if (!hasOtherAuditLog(running, wanted)) {
      return null;
    }
    try {
      return reporting.audit().openTarget(wanted.log().auditLog());
    } catch (IOException cannotOpen) {
      throw new IOException("could not open the audit log: " + cannotOpen.getMessage(), cannotOpen);
    }
  }

  private static void close(@Nullable LogTarget target) throws IOException {
    if (target != null) {
      target.close();
    }
  }

  /// The log to go on in, if that is another.
  private @Nullable LogTarget openLog(ServerConfig running, ServerConfig wanted)
      throws IOException {
    boolean same = running.log().destination().equals(wanted.log().destination());
    return same ? null : log.openTarget(wanted.log());
  }

  /// Writes what has another place now; nothing stays of it if one of them cannot be written.
  private void writeFiles(ServerConfig running, ServerConfig wanted) throws IOException {
    Path pidFile = wanted.files().pidFile();
    boolean otherPidFile = !Objects.equals(running.files().pidFile(), pidFile);
    if (otherPidFile) {
      PidFile.write(pidFile);
    }
    Path folder = wanted.files().portsFolder();
    if (Objects.equals(running.files().portsFolder(), folder)) {
      return;
    }
    try {
      movePorts(PortsFile.write(folder, listeners.all()));
    } catch (IOException cannotWrite) {
      if (otherPidFile && pidFile != null) {
        Files.deleteIfExists(pidFile);
      }
      throw cannotWrite;
    }
  }

  private void movePorts(@Nullable PortsFile written) {
    PortsFile before = ports;
    ports = written;
    try {
      if (before != null) {
        before.remove();
      }
    } catch (IOException cannotRemove) {
      log.log(Level.ERROR, String.valueOf(cannotRemove.getMessage()));
    }
  }
}
