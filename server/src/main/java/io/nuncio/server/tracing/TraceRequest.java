package io.nuncio.server.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the headers of a message say about tracing it.
///
/// Source: ADR-41 of NATS, nats-server 2.15.2.
///
/// @param destination the subject for the event; not checked
/// @param only whether the message is to be traced, and not delivered
/// @param headers all headers that have a value, by name
public record TraceRequest(
    String destination, boolean only, SortedMap<String, List<String>> headers) {
  private static final String DESTINATION = "Nats-Trace-Dest";
  private static final String ONLY = "Nats-Trace-Only";
  private static final String ORIGIN_ACCOUNT = "Nats-Trace-Origin-Account";
  private static final byte[] DESTINATION_KEY = (DESTINATION + ":").getBytes(US_ASCII);
  private static final byte[] DISTANCES = distances();
  private static final byte[] VERSION = "NATS/1.0\r\n".getBytes(US_ASCII);

  /// What another server writes in the place of a destination once it has given up.
  private static final String DISABLED = "trace disabled";

  /// Whether the header block `buffer[from, to)` may ask for a trace: asked of every message that
  /// has headers. If so, [#parse] says for certain. Most bytes are never looked at: the one where
  /// the name would end says how far off it is at least (Horspool, 1980).
  public static boolean isLikelyIn(byte[] buffer, int from, int to) {
    int end = DESTINATION_KEY.length - 1;
    int i = from + VERSION.length;
    while (i + end < to) {
      byte there = buffer[i + end];
      if (there == ':' && buffer[i - 1] == '\n' && isDestination(buffer, i)) {
        return true;
      }
      i += DISTANCES[there & 0xff];
    }
    return false;
  }

  private static boolean isDestination(byte[] buffer, int at) {
    for (int i = 0; i < DESTINATION_KEY.length; i++) {
      if (buffer[at + i] != DESTINATION_KEY[i]) {
        return false;
      }
    }
    return true;
  }

  /// For each byte, how far its last place in the name is from the end; the whole length for
  /// others.
  private static byte[] distances() {
    byte[] distances = new byte[256];
    Arrays.fill(distances, (byte) DESTINATION_KEY.length);
    for (int i = 0; i < DESTINATION_KEY.length - 1; i++) {
      distances[DESTINATION_KEY[i]] = (byte) (DESTINATION_KEY.length - 1 - i);
    }
    return distances;
  }

  /// Reads the header block `buffer[from, to)`.
  ///
  /// @return null if it does not ask for a trace
  public static @Nullable TraceRequest parse(byte[] buffer, int from, int to) {
    String block = new String(buffer, from, to - from, UTF_8);
    if (!block.startsWith("NATS/1.0\r\n")) {
      return null;
    }
    SortedMap<String, List<String>> headers = headers(block.substring(VERSION.length));
    List<String> destinations = headers.getOrDefault(DESTINATION, List.of());
    if (destinations.isEmpty() || destinations.contains(DISABLED)) {
      return null;
    }
    boolean only =
        switch (first(headers, ONLY).toLowerCase(Locale.ROOT)) {
          case "1", "true", "on" -> true;
          default -> false;
        };
    return new TraceRequest(destinations.getFirst(), only, headers);
  }

  private static SortedMap<String, List<String>> headers(String lines) {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    int from = 0;
    for (int end = lines.indexOf("\r\n"); end >= 0; end = lines.indexOf("\r\n", from)) {
      int colon = lines.indexOf(':', from);
      if (colon > from && colon < end) {
        String value = trimmed(lines, colon + 1, end);
        if (!value.isEmpty()) {
          headers
              .computeIfAbsent(lines.substring(from, colon), name -> new ArrayList<>())
              .add(value);
        }
      }
      from = end + 2;
    }
    return headers;
  }

  private static String trimmed(String lines, int from, int to) {
    int first = from;
    int end = to;
    while (first < end && isBlank(lines.charAt(first))) {
      first++;
    }
    while (end > first && isBlank(lines.charAt(end - 1))) {
      end--;
    }
    return lines.substring(first, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String first(SortedMap<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    return values == null ? "" : values.getFirst();
  }

  /// The account that an old server wrote into the message, for which nobody may trace it; empty
  /// for none.
  public String originAccount() {
    return first(headers, ORIGIN_ACCOUNT);
  }
}
