package io.nuncio.app;

import io.nuncio.config.LogConfig;
import java.io.IOException;
import java.time.Instant;

/// Lines as messages to a syslog daemon, one each.
///
/// A daemon that is restarted is connected to once more for each line that cannot be sent; a line
/// that then fails as well is lost, and counted. Nobody learns of a datagram that gets lost behind
/// this machine.
final class Syslog implements LogTarget {
  private final SyslogFormat format;
  private final SyslogConnection.Opener opener;
  private SyslogConnection connection;
  private long lost;

  private Syslog(SyslogFormat format, SyslogConnection.Opener opener) throws IOException {
    this.format = format;
    this.opener = opener;
    this.connection = opener.open();
  }

  /// Connects to the daemon.
  ///
  /// @throws IOException if there is none; the message says where it was looked for
  static Syslog connect(SyslogFormat format, SyslogConnection.Opener opener) throws IOException {
    return new Syslog(format, opener);
  }

  @Override
  public void write(LogLine line) {
    byte[] message = format.message(line);
    try {
      connection.send(message);
    } catch (IOException daemonMayHaveBeenRestarted) {
      sendAnew(message);
    }
  }

  private void sendAnew(byte[] message) {
    try {
      SyslogConnection next = opener.open();
      closeQuietly(connection);
      connection = next;
      next.send(message);
    } catch (IOException daemonIsAway) {
      lost++;
    }
  }

  private static void closeQuietly(SyslogConnection old) {
    try {
      old.close();
    } catch (IOException nothingIsLost) {
      // What was sent by it is with the operating system.
    }
  }

  @Override
  public void follow(LogConfig wanted) {
    format.follow(wanted);
  }

  @Override
  public void flush() {
    // Every line was sent when it came.
  }

  @Override
  public long takeLost() {
    long taken = lost;
    lost = 0;
    return taken;
  }

  @Override
  public void reopen(Instant now) {
    // There is no file.
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
