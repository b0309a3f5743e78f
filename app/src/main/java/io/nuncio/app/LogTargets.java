package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;

/// Opens what a configuration wants the log to go to.
final class LogTargets {
  private LogTargets() {}

  /// Opens the destination of `config`.
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static LogTarget open(LogConfig config, InstantSource clock) throws IOException {
    // Not a switch over types: the first of a process costs 10 ms of its start.
    LogDestination destination = config.destination();
    if (destination instanceof LogDestination.StandardError) {
      return new TextLog(
          new StreamTextTarget(new FileOutputStream(FileDescriptor.err)),
          LineFormat.of(config),
          clock);
    }
    if (destination instanceof LogDestination.File file) {
      var opened = LogFile.open(file, LocalZone::ofThisProcess);
      return new TextLog(opened, LineFormat.of(config), clock);
    }
    LogTarget syslog = syslog(destination, LocalZone.ofThisProcess());
    syslog.follow(config);
    return syslog;
  }

  private static LogTarget syslog(LogDestination destination, ZoneId local) throws IOException {
    long pid = ProcessHandle.current().pid();
    if (destination instanceof LogDestination.RemoteSyslog remote) {
      return Syslog.connect(
          SyslogFormat.remote(pid, local, SyslogFormat.hostName()),
          new UdpSyslog.Opener(remote.host(), remote.port()));
    }
    return Syslog.connect(SyslogFormat.local(pid, local), LocalSyslog.usual());
  }
}
