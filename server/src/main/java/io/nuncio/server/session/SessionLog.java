package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.config.LogConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.routing.Publication;
import io.nuncio.wire.ConnectOptions.Identity;
import io.nuncio.wire.PublishFrame;
import java.util.Locale;

/// Log lines about one client, in the form and words of nats-server 2.15.2: `ADDRESS - cid:N -
/// "vVERSION:LANG:NAME" - "ACCOUNT/LABEL" - text`.
///
/// The client's own words are quoted and escaped. [#identify] and [#follow] are called by the
/// session's loop; the rest is safe from any thread.
final class SessionLog {
  /// The empty line behind the last header.
  private static final int HEADERS_END = 4;

  private final LogSink sink;
  private final String address;
  private volatile boolean tracing;
  private volatile LogConfig config = LogConfig.defaults();
  private volatile String prefix;

  SessionLog(LogSink sink, String remoteAddress, long clientId) {
    this.sink = sink;
    this.address = remoteAddress + " - cid:" + clientId;
    this.prefix = address;
  }

  /// Looks again at what is wanted of it.
  void follow(LogConfig wanted) {
    config = wanted;
    tracing = sink.isEnabled(Level.TRACE);
  }

  /// Adds to all further lines how the client calls itself, and as what it was let in.
  void identify(Identity identity, String account, String label) {
    StringBuilder text = new StringBuilder();
    append(text, identity.version().isEmpty() ? "" : "v" + identity.version());
    append(text, identity.lang());
    append(text, identity.name());
    String line = address;
    if (!text.isEmpty()) {
      line += " - " + quote(text.toString());
    }
    if (!label.isEmpty()) {
      line += " - " + quote(account + "/" + label);
    }
    prefix = line;
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(text.isEmpty() ? "" : ":").append(part);
    }
  }

  void log(Level level, String text) {
    if (sink.isEnabled(level)) {
      sink.log(level, prefix + " - " + text);
    }
  }

  /// Says that the server has a defect, which ends this connection.
  void fault(Throwable fault) {
    log(Level.ERROR, "Closing this connection, because its server code failed: " + fault);
  }

  boolean tracing() {
    return tracing;
  }

  /// Traces an operation that came in. `buffer[from, to)` holds its arguments.
  void traceIn(String operation, byte[] buffer, int from, int to) {
    if (operation.equals("CONNECT")) {
      log(Level.TRACE, "<<- [CONNECT " + TracedConnect.of(buffer, from, to) + "]");
      return;
    }
    traceOperation("<<-", operation, buffer, from, to);
  }

  /// Traces an operation. `buffer[from, to)` holds its arguments.
  void traceOperation(String direction, String operation, byte[] buffer, int from, int to) {
    String arguments = to > from ? " " + text(buffer, from, to) : "";
    log(Level.TRACE, direction + " [" + operation + arguments + "]");
  }

  /// Traces the headers and the payload, `buffer[from, to)`, that came with the last operation, or
  /// went out with it; only the headers, if so configured; nothing if there is nothing.
  ///
  /// @param headerBytes how many of them are headers; 0 or less for none
  void tracePayload(String direction, byte[] buffer, int from, int to, int headerBytes) {
    LogConfig wanted = config;
    int end = wanted.trace().headersOnly() ? from + Math.max(0, headerBytes - HEADERS_END) : to;
    if (end <= from) {
      return;
    }
    int most = wanted.maxTracedBytes();
    boolean cut = most > 0 && end - from > most;
    String quoted = quote(text(buffer, from, cut ? from + most : end));
    String shown = cut ? quoted.substring(0, quoted.length() - 1) + "...\"" : quoted;
    log(Level.TRACE, direction + " MSG_PAYLOAD: [" + shown + "]");
  }

  /// Traces the payload of a message that came in, if that is wanted.
  void tracePublished(Publication message) {
    if (tracing()) {
      message.complete();
      PublishFrame frame = message.frame();
      tracePayload(
          "<<-", frame.buffer(), frame.payloadFrom(), frame.end() - 2, frame.headerBytes());
    }
  }

  /// Traces an operation that goes out.
  void traceOut(String line) {
    log(Level.TRACE, "->> [" + line + "]");
  }

  /// The bytes as text; the log writer sees to it that none of it starts another line.
  static String text(byte[] buffer, int from, int to) {
    return new String(buffer, from, to - from, UTF_8);
  }

  /// A part of the buffer as text in quotes.
  static String quoted(byte[] buffer, int from, int to) {
    return quote(text(buffer, from, to));
  }

  /// The bytes as text in quotes.
  static String quote(byte[] bytes) {
    return quote(text(bytes, 0, bytes.length));
  }

  /// `text` in quotes, with what could end the line, or forge another, escaped.
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\r' -> quoted.append("\\r");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
