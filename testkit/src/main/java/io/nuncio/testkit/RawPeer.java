package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client that knows nothing of the protocol but lines: it sends given bytes and compares what
/// comes back.
///
/// What has been received and not yet been read by a test waits in one buffer. Blocking, and
/// confined to the thread of the test. Text sent and expected is UTF-8; [#readUntil] shows bytes,
/// one character each.
public final class RawPeer implements AutoCloseable {
  /// How long reads wait unless told otherwise.
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Pattern NOISE = Pattern.compile("(?dm)^(?:INFO \\{[^\n]*\r\n|PING\r\n)");
  private static final Pattern LONG_RUN = Pattern.compile("(?s)(.)\\1{199,}");
  private static final int SHOWN_CHARACTERS = 600;

  private final Socket socket;
  private final byte[] chunk = new byte[64 * 1024];
  private final String info;
  private String unread = "";
  private boolean ignoringNoise;
  private boolean closed;
  private boolean reset;

  private RawPeer(Socket socket) {
    this.socket = socket;
    this.info = readLine();
  }

  /// Connects and reads the greeting.
  ///
  /// @throws AssertionError if the first thing to come is not an `INFO` line
  /// @throws UncheckedIOException if nobody accepts the connection
  public static RawPeer connect(String host, int port) {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(LIMIT.toMillis()));
      var peer = new RawPeer(socket);
      if (!peer.info.startsWith("INFO {")) {
        throw new AssertionError("expected INFO first, got " + shown(peer.info + peer.unread));
      }
      return peer;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new UncheckedIOException("cannot connect to %s:%d".formatted(host, port), e);
    } catch (AssertionError e) {
      closeQuietly(socket);
      throw e;
    }
  }

  /// The first line the server sent, without its line end.
  public String info() {
    return info;
  }

  /// From now on drops asynchronous `INFO` lines and the server's `PING`s, whose moment is the
  /// server's choice.
  ///
  /// Works on lines: a payload line that looks like one of them disappears too.
  public RawPeer ignoringNoise() {
    ignoringNoise = true;
    return this;
  }

  /// Connects as an ordinary client: no acknowledgements, headers, no-responders.
  public RawPeer handshake() {
    return handshake(
        "'verbose':false,'pedantic':false,'protocol':1,'headers':true,'no_responders':true");
  }

  /// Connects as [#handshake()] does and shows `token`.
  ///
  /// @throws AssertionError if the server does not let it in
  public RawPeer connectWithToken(String token) {
    var escaped = token.replace("\\", "\\\\").replace("\"", "\\\"");
    send("CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1,\"headers\":true,");
    send("\"no_responders\":true,\"auth_token\":\"" + escaped + "\"}\r\nPING\r\n");
    return ignoringNoise().expect("PONG\r\n");
  }

  /// Sends `CONNECT` with the given fields and `PING`, waits for `PONG`, and ignores noise from
  /// then on.
  ///
  /// @param fields the inside of a JSON object, written with `'` for `"`
  public RawPeer handshake(String fields) {
    send("CONNECT {" + fields.replace('\'', '"') + "}\r\nPING\r\n");
    return ignoringNoise().expect("PONG\r\n");
  }

  /// Sends text as UTF-8.
  public RawPeer send(String text) {
    return send(text.getBytes(UTF_8));
  }

  /// Sends bytes. That the server has hung up is no error here: what it said before can still be
  /// read.
  public RawPeer send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException ignored) {
      // Reading tells the same, after the last words.
    }
    return this;
  }

  /// Ends our sending side and keeps receiving.
  public RawPeer halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException ignored) {
      // The connection is gone as a whole, which reading shows.
    }
    return this;
  }

  /// Reads exactly `expected`.
  ///
  /// @throws AssertionError if something else came, or nothing within [#LIMIT]
  public RawPeer expect(String expected) {
    return expect(expected, LIMIT);
  }

  /// Reads exactly `expected`, waiting for at most `limit`.
  ///
  /// @throws AssertionError if something else came, or too little
  public RawPeer expect(String expected, Duration limit) {
    var bytes = new String(expected.getBytes(UTF_8), ISO_8859_1);
    var text = readUntil(got -> got.startsWith(bytes) || differs(got, bytes), limit);
    if (!text.startsWith(bytes)) {
      throw new AssertionError(
          "expected %s%ngot      %s%s"
              .formatted(shown(bytes), shown(text), closed ? " and then the end" : ""));
    }
    unread = text.substring(bytes.length());
    return this;
  }

  /// Checks that nothing more comes for `span`, and that the connection stays open.
  public RawPeer expectSilence(Duration span) {
    var text = readUntil(got -> !got.isEmpty(), span);
    if (!text.isEmpty() || closed) {
      throw new AssertionError(
          "expected silence, got %s%s".formatted(shown(text), closed ? " and then the end" : ""));
    }
    return this;
  }

  /// Proves that the connection works and that nothing else is on the way: the answer to a `PING`
  /// is the next thing to come.
  public RawPeer expectNothingElse() {
    return send("PING\r\n").expect("PONG\r\n");
  }

  /// Checks that the server closes the connection without another word.
  public void expectClosed() {
    expectClosed(LIMIT);
  }

  /// Checks that the server closes the connection within `limit` without another word.
  public void expectClosed(Duration limit) {
    var text = readUntil(got -> false, limit);
    if (!closed || !text.isEmpty()) {
      throw new AssertionError(
          "expected the end, got %s%s".formatted(shown(text), closed ? "" : " and no end"));
    }
  }

  /// Checks that the server ends the connection by a TCP reset without another word, as one does
  /// that has not taken all that was sent.
  public void expectReset() {
    expectClosed();
    if (!reset) {
      throw new AssertionError("expected a reset, got the end of the stream");
    }
  }

  /// Reads a line, without its CRLF.
  ///
  /// @throws AssertionError if there is no whole line within [#LIMIT]
  public String readLine() {
    var text = readUntil(got -> got.contains("\r\n"), LIMIT);
    int end = text.indexOf("\r\n");
    if (end < 0) {
      throw new AssertionError("expected a line, got " + shown(text));
    }
    unread = text.substring(end + 2);
    return utf8(text.substring(0, end));
  }

  /// Reads one operation as it is on the wire: a control line, and the payload after `MSG` and
  /// `HMSG`.
  ///
  /// @throws AssertionError if there is no whole operation within [#LIMIT]
  public String readFrame() {
    var line = readLine();
    if (!line.startsWith("MSG ") && !line.startsWith("HMSG ")) {
      return line + "\r\n";
    }
    int payloadBytes = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    var text = readUntil(got -> got.length() >= payloadBytes + 2, LIMIT);
    if (text.length() < payloadBytes + 2) {
      throw new AssertionError("expected the payload of %s, got %s".formatted(line, shown(text)));
    }
    unread = text.substring(payloadBytes + 2);
    return line + "\r\n" + utf8(text.substring(0, payloadBytes + 2));
  }

  /// Receives until `enough` accepts the unread bytes, the server closes, or `limit` is over.
  ///
  /// @return the unread bytes, one character each (ISO 8859-1); they stay unread
  public String readUntil(Predicate<String> enough, Duration limit) {
    var stopwatch = Stopwatch.started();
    while (true) {
      if (ignoringNoise) {
        unread = NOISE.matcher(unread).replaceAll("");
      }
      long leftMillis = stopwatch.left(limit).toMillis();
      if (closed || enough.test(unread) || leftMillis <= 0) {
        return unread;
      }
      receive(Math.toIntExact(leftMillis));
    }
  }

  /// As [#readUntil], but what it returns counts as read.
  public String take(Predicate<String> enough, Duration limit) {
    var text = readUntil(enough, limit);
    unread = "";
    return text;
  }

  /// Whether the server has closed the connection, as far as has been read.
  public boolean closedByServer() {
    return closed;
  }

  /// Text in one line, with control characters escaped and long runs folded, for messages.
  public static String shown(String text) {
    var folded =
        LONG_RUN
            .matcher(text)
            .replaceAll(run ->
                "{{" + run.group().length() + "*" + Matcher.quoteReplacement(run.group(1)) + "}}");
    var line = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      switch (c) {
        case '\r' -> line.append("\\r");
        case '\n' -> line.append("\\n");
        case '\t' -> line.append("\\t");
        default -> line.append(c >= ' ' && c < 127 ? String.valueOf(c) : "\\x%02x".formatted(+c));
      }
    }
    return line.length() <= SHOWN_CHARACTERS
        ? "«" + line + "»"
        : "«" + line.substring(0, SHOWN_CHARACTERS) + "…» (" + text.length() + " bytes)";
  }

  /// Closes the connection; nothing happens if it is closed already.
  @Override
  public void close() {
    closeQuietly(socket);
  }

  private void receive(int waitMillis) {
    try {
      socket.setSoTimeout(waitMillis);
      int count = socket.getInputStream().read(chunk);
      if (count < 0) {
        closed = true;
      } else {
        unread += new String(chunk, 0, count, ISO_8859_1);
      }
    } catch (SocketTimeoutException ignored) {
      // The caller looks at its limit.
    } catch (IOException ignored) {
      closed = true; // a reset is an end, too
      reset = true;
    }
  }

  /// Whether waiting cannot help: only judged at a line end, because what looks wrong may be the
  /// beginning of noise.
  private static boolean differs(String got, String expected) {
    return got.endsWith("\n") && !expected.startsWith(got);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to be done with it.
    }
  }
}
