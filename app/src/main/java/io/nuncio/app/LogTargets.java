package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Opens what a configuration wants the log to go to.
final class LogTargets {
  private LogTargets() {}

  /// Opens the destination of `config`.
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static LogTarget open(LogConfig config, InstantSource clock) throws IOException {
    ZoneId local = ZoneId.systemDefault();
    // Not a switch over types: the first of a process costs 10 ms of its start.
    LogDestination destination = config.destination();
    if (destination instanceof LogDestination.StandardError) {
      var stream = new StreamTextTarget(new FileOutputStream(FileDescriptor.err));
      boolean terminal = Boolean.getBoolean("nuncio.stderr.terminal");
      return new TextLog(stream, format(config, local, terminal), clock);
    }
    if (destination instanceof LogDestination.File file) {
      return new TextLog(LogFile.open(file, local), format(config, local, false), clock);
    }
    long pid = ProcessHandle.current().pid();
    if (destination instanceof LogDestination.RemoteSyslog remote) {
      return Syslog.connect(
          SyslogFormat.remote(pid, local, SyslogFormat.hostName()),
          new UdpSyslog.Opener(remote.host(), remote.port()));
    }
    return Syslog.connect(SyslogFormat.local(pid, local), LocalSyslog.usual());
  }

  private static LogLineFormat format(LogConfig config, ZoneId local, boolean coloured) {
    return new LogLineFormat(ProcessHandle.current().pid(), zone(config.time(), local), coloured);
  }

  private static @Nullable ZoneId zone(LogConfig.Time time, ZoneId local) {
    return switch (time) {
      case LOCAL -> local;
      case UTC -> ZoneOffset.UTC;
      case NONE -> null;
    };
  }
}
