package io.nuncio.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The syslog daemon of this machine.
///
/// @param paths where it may listen; the first one that somebody listens on is taken
record LocalSyslog(List<Path> paths) implements SyslogConnection.Opener {
  LocalSyslog {
    paths = List.copyOf(paths);
  }

  /// Looks where nats-server looks, in the same order.
  static LocalSyslog usual() {
    return new LocalSyslog(
        List.of(Path.of("/dev/log"), Path.of("/var/run/syslog"), Path.of("/var/run/log")));
  }

  @Override
  public SyslogConnection open() throws IOException {
    var problems = new StringBuilder();
    for (Path path : paths) {
      try {
        return UnixDatagramSocket.connectedTo(path.toString());
      } catch (IOException tryTheNext) {
        problems.append(problems.isEmpty() ? "" : ", ");
        problems.append(path).append(": ").append(tryTheNext.getMessage());
      }
    }
    throw new IOException(
        "no syslog daemon takes datagrams on this machine (%s); start one, or log to a file by -l"
            .formatted(problems));
  }
}
