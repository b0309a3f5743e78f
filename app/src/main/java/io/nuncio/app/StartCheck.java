package io.nuncio.app;

import io.nuncio.config.LogDestination;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a start would fail by, found out without one: nothing is written, and no port is taken that
/// anybody could want.
final class StartCheck {
  private final List<String> problems = new ArrayList<>();

  private StartCheck() {}

  /// Sentences about what is wrong on this machine; empty if a start would get as far as its port.
  static List<String> problems(ServerConfig config) {
    var check = new StartCheck();
    check.log(config.log().destination());
    check.writable("the audit log", config.log().auditLog());
    check.writable("the pid file", config.files().pidFile());
    check.address(config.listen().host());
    if (config.monitoring() instanceof MonitoringConfig.Http http) {
      check.address(http.host());
    }
    check.problems.addAll(NatsServer.problems(config));
    return List.copyOf(check.problems);
  }

  private void log(LogDestination destination) {
    switch (destination) {
      case LogDestination.StandardError() -> {
        // It is always there.
      }
      case LogDestination.File file -> writable("the log file", file.path());
      case LogDestination.LocalSyslog() -> syslog(LocalSyslog.usual());
      case LogDestination.RemoteSyslog(String host, int port) ->
          syslog(new UdpSyslog.Opener(host, port));
    }
  }

  private void syslog(SyslogConnection.Opener opener) {
    try {
      opener.open().close();
    } catch (IOException cannotOpen) {
      problems.add("could not open the log: " + cannotOpen.getMessage());
    }
  }

  private void writable(String what, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      problems.add(what + " " + file + " is a folder: name a file in it");
    } else if (Files.exists(file)) {
      if (!Files.isWritable(file)) {
        problems.add(what + " " + file + " cannot be written: permission denied");
      }
    } else if (folder == null || !Files.isDirectory(folder)) {
      problems.add(what + " " + file + " cannot be written: there is no folder " + folder);
    } else if (!Files.isWritable(folder)) {
      problems.add(what + " " + file + " cannot be created: permission denied in " + folder);
    }
  }

  private void address(String host) {
    var address = new InetSocketAddress(host, 0);
    if (address.isUnresolved()) {
      problems.add("cannot listen on " + host + ": no such host");
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.bind(address);
    } catch (IOException cannotListen) {
      problems.add("cannot listen on " + host + ": " + cannotListen.getMessage());
    }
  }
}
