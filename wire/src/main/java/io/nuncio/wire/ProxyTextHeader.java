package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.ProxyHeader.Incomplete;
import io.nuncio.wire.ProxyHeader.Local;
import io.nuncio.wire.ProxyHeader.Malformed;
import io.nuncio.wire.ProxyHeader.Proxied;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Version 1 of the PROXY protocol: `PROXY TCP4|TCP6 <source> <destination> <port> <port>`, or
/// `PROXY UNKNOWN` and anything, in a line of at most 107 bytes.
final class ProxyTextHeader {
  static final byte[] PREFIX = "PROXY ".getBytes(US_ASCII);

  private static final String FORM = "PROXY TCP4|TCP6 <source> <destination> <port> <port>";
  private static final int MAX_PORT = 65535;

  private ProxyTextHeader() {}

  /// Reads a line that begins with [#PREFIX].
  static ProxyHeader read(byte[] buffer, int from, int to) {
    int limit = Math.min(to, from + ProxyHeader.MAX_BYTES);
    for (int i = from + PREFIX.length; i + 1 < limit; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        String text = new String(buffer, from, i - from, ISO_8859_1);
        return understand(text, i + 2 - from);
      }
    }
    return to - from < ProxyHeader.MAX_BYTES
        ? new Incomplete()
        : new Malformed("expected a line of at most 107 bytes, got no line end in that many");
  }

  private static ProxyHeader understand(String line, int length) {
    List<String> words = words(line);
    if (words.size() > 1 && words.get(1).equals("UNKNOWN")) {
      return new Local(length);
    }
    if (line.indexOf('\n') >= 0) {
      // Not shown: what follows may be the client's CONNECT, with its secrets.
      return new Malformed("expected the line to end in CRLF, got a line feed alone");
    }
    if (words.size() != 6) {
      return malformed(FORM, line);
    }
    boolean six = words.get(1).equals("TCP6");
    if (!six && !words.get(1).equals("TCP4")) {
      return malformed("TCP4, TCP6 or UNKNOWN", words.get(1));
    }
    IpAddress source = address(words.get(2), six);
    if (source == null || address(words.get(3), six) == null) {
      return malformed(
          six ? "two IPv6 addresses" : "two IPv4 addresses", words.get(2) + " " + words.get(3));
    }
    int port = port(words.get(4));
    if (port < 0 || port(words.get(5)) < 0) {
      return malformed("two ports from 0 to 65535", words.get(4) + " " + words.get(5));
    }
    return new Proxied(source, port, length);
  }

  /// Splits at runs of white space, of which the specification wants single spaces only.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>(6);
    int from = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || isSpace(line.charAt(i))) {
        if (i > from) {
          words.add(line.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static @Nullable IpAddress address(String text, boolean six) {
    return (text.indexOf(':') >= 0) == six ? IpAddress.parse(text) : null;
  }

  private static int port(String text) {
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = 10 * port + c - '0';
      if (port > MAX_PORT) {
        return -1;
      }
    }
    return port;
  }

  private static Malformed malformed(String expected, String got) {
    return new Malformed("expected " + expected + ", got \"" + printable(got) + "\"");
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c > '~' || c == '"' ? '?' : c);
    }
    return shown.toString();
  }
}
