package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.server.events.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Messages as nats-server sends them to a syslog daemon.
///
/// ```
/// of this machine  <29>Nov 22 00:32:47 nats-server[4242]: Server is ready
/// of another       <5>2026-11-22T00:32:38+01:00 earth nats-server[4242]: Server is ready
/// ```
///
/// A message ends in a line break. The number is the facility, `daemon` here and `kern` there, and
/// the severity. Traced lines have the severity of informational ones, so that daemons which drop
/// debugging lines keep them.
///
/// If the log is one of JSON, the text of a message is the object that a file would get.
final class SyslogFormat {
  /// Longer messages are cut: no UDP datagram holds much more.
  static final int MAX_MESSAGE_BYTES = 60_000;

  /// Of the text of a line whose object would be longer: all of it may be escapes of six bytes.
  private static final int MAX_JSON_TEXT_CHARS = 9_000;

  private static final int KERN = 0;
  private static final int DAEMON = 3 << 3;
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final byte[] CUT = "...\n".getBytes(StandardCharsets.US_ASCII);

  private final String tag;
  private final ZoneId zone;
  private final @Nullable String host;
  private final StringBuilder text = new StringBuilder();
  private @Nullable LineFormat json;

  private SyslogFormat(long pid, ZoneId zone, @Nullable String host) {
    this.tag = " nats-server[" + pid + "]: ";
    this.zone = zone;
    this.host = host;
  }

  /// The format for the daemon of this machine.
  static SyslogFormat local(long pid, ZoneId zone) {
    return new SyslogFormat(pid, zone, null);
  }

  /// The format for a daemon of another machine.
  ///
  /// @param host the name of this one
  static SyslogFormat remote(long pid, ZoneId zone, String host) {
    return new SyslogFormat(pid, zone, host);
  }

  /// What this machine calls itself, without asking a name server where the system tells it.
  static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notOnThisSystem) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (IOException nameless) {
        return "localhost";
      }
    }
  }

  /// Writes the texts of messages as `wanted` wants lines: as they are, or as JSON.
  void follow(LogConfig wanted) {
    json = wanted.format() == LogConfig.Format.JSON ? LineFormat.of(wanted) : null;
  }

  /// The bytes of one message, [#MAX_MESSAGE_BYTES] at most.
  byte[] message(LogLine line) {
    text.setLength(0);
    text.append('<').append((host == null ? DAEMON : KERN) | severity(line.level())).append('>');
    if (host == null) {
      appendShortTime(line.time());
    } else {
      appendFullTime(line.time());
      text.append(' ').append(host);
    }
    text.append(tag);
    LineFormat object = json;
    return object == null ? plain(line) : object(line, object);
  }

  private byte[] plain(LogLine line) {
    LogLineFormat.appendText(line.text(), text);
    byte[] message = bytes(text.append('\n'));
    return message.length <= MAX_MESSAGE_BYTES ? message : cut(message);
  }

  private byte[] object(LogLine line, LineFormat format) {
    int from = text.length();
    format.append(line, text);
    byte[] message = bytes(text);
    if (message.length <= MAX_MESSAGE_BYTES) {
      return message;
    }
    text.setLength(from);
    String start = line.text().substring(0, Math.min(line.text().length(), MAX_JSON_TEXT_CHARS));
    format.append(new LogLine(line.time(), line.level(), start + "..."), text);
    return bytes(text);
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int severity(Level level) {
    return switch (level) {
      case FATAL -> 2;
      case ERROR -> 3;
      case WARN -> 4;
      case INFO, TRACE -> 5;
      case DEBUG -> 7;
    };
  }

  private void appendShortTime(Instant instant) {
    var time = LocalDateTime.ofInstant(instant, zone);
    int month = 3 * (time.getMonthValue() - 1);
    text.append(MONTHS, month, month + 3).append(' ');
    if (time.getDayOfMonth() < 10) {
      text.append(' ');
    }
    text.append(time.getDayOfMonth()).append(' ');
    appendClock(time);
  }

  private void appendFullTime(Instant instant) {
    var time = LocalDateTime.ofInstant(instant, zone);
    text.append(time.toLocalDate()).append('T');
    appendClock(time);
    text.append(zone.getRules().getOffset(instant).getId());
  }

  private void appendClock(LocalDateTime time) {
    LogLineFormat.appendDigits(time.getHour(), 2, text);
    LogLineFormat.appendDigits(time.getMinute(), 2, text.append(':'));
    LogLineFormat.appendDigits(time.getSecond(), 2, text.append(':'));
  }

  /// Never in the middle of a character.
  private static byte[] cut(byte[] message) {
    int end = MAX_MESSAGE_BYTES - CUT.length;
    while ((message[end] & 0xc0) == 0x80) {
      end--;
    }
    byte[] shorter = Arrays.copyOf(message, end + CUT.length);
    System.arraycopy(CUT, 0, shorter, end, CUT.length);
    return shorter;
  }
}
