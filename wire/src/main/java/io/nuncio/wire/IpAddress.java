package io.nuncio.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An IP address, and the one way in which it is written: that of RFC 5952, but an IPv4 address
/// inside IPv6 (`::ffff:192.0.2.1`) is written as the IPv4 address it stands for, as by the
/// reference server.
///
/// Takes literals only and never asks a name service. Immutable.
public final class IpAddress {
  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The address of the 4 or 16 bytes from `from` on, in network order.
  public static IpAddress of(byte[] buffer, int from, int length) {
    if (length != V4_BYTES && length != V6_BYTES) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, got " + length);
    }
    byte[] bytes = new byte[length];
    System.arraycopy(buffer, from, bytes, 0, length);
    return new IpAddress(bytes);
  }

  /// The address that `text` writes: dotted decimal without leading zeros, or IPv6 without a zone.
  ///
  /// @return null if it is not an address
  public static @Nullable IpAddress parse(String text) {
    byte[] bytes = new byte[text.indexOf(':') < 0 ? V4_BYTES : V6_BYTES];
    boolean parsed =
        bytes.length == V4_BYTES ? parseV4(text, bytes, 0) : new Groups(text, bytes).read();
    return parsed ? new IpAddress(bytes) : null;
  }

  private static boolean parseV4(String text, byte[] target, int at) {
    int position = 0;
    for (int i = 0; i < V4_BYTES; i++) {
      if (i > 0 && (position >= text.length() || text.charAt(position++) != '.')) {
        return false;
      }
      int first = position;
      int value = 0;
      while (position < text.length() && position < first + 3 && isDigit(text.charAt(position))) {
        value = 10 * value + text.charAt(position++) - '0';
      }
      boolean padded = position - first > 1 && text.charAt(first) == '0';
      if (position == first || padded || value > 255) {
        return false;
      }
      target[at + i] = (byte) value;
    }
    return position == text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /// Reads the groups of an IPv6 address, and remembers where `::` left some out.
  private static final class Groups {
    private final String text;
    private final byte[] target;
    private int position;
    private int filled;
    private int gap = -1;

    Groups(String text, byte[] target) {
      this.text = text;
      this.target = target;
    }

    boolean read() {
      if (text.startsWith("::")) {
        gap = 0;
        position = 2;
      }
      while (position < text.length()) {
        int end = endOfDigits();
        if (end < text.length() && text.charAt(end) == '.') {
          return readV4End();
        }
        if (!readGroup(end) || !readColons()) {
          return false;
        }
      }
      return spread();
    }

    private int endOfDigits() {
      int end = position;
      while (end < text.length() && isHexDigit(text.charAt(end))) {
        end++;
      }
      return end;
    }

    private boolean readV4End() {
      if (filled + V4_BYTES > V6_BYTES || !parseV4(text.substring(position), target, filled)) {
        return false;
      }
      filled += V4_BYTES;
      return spread();
    }

    private boolean readGroup(int end) {
      if (end == position || end > position + 4 || filled == V6_BYTES) {
        return false;
      }
      int group = Integer.parseInt(text, position, end, 16);
      target[filled++] = (byte) (group >> 8);
      target[filled++] = (byte) group;
      position = end;
      return true;
    }

    /// Reads what separates two groups; nothing at the end.
    private boolean readColons() {
      if (position == text.length()) {
        return true;
      }
      if (text.charAt(position) != ':' || ++position == text.length()) {
        return false;
      }
      if (text.charAt(position) != ':') {
        return true;
      }
      boolean first = gap < 0;
      gap = filled;
      position++;
      return first;
    }

    /// Moves what stands behind the `::` to the end.
    private boolean spread() {
      if (gap < 0 || filled == V6_BYTES) {
        return gap < 0 && filled == V6_BYTES;
      }
      int behind = filled - gap;
      System.arraycopy(target, gap, target, V6_BYTES - behind, behind);
      Arrays.fill(target, gap, V6_BYTES - behind, (byte) 0);
      return true;
    }
  }

  /// The address as text.
  @Override
  public String toString() {
    if (bytes.length == V4_BYTES) {
      return dotted(0);
    }
    return isV4Inside() ? dotted(V6_BYTES - V4_BYTES) : groups();
  }

  private boolean isV4Inside() {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private String dotted(int at) {
    return (bytes[at] & 255)
        + "."
        + (bytes[at + 1] & 255)
        + "."
        + (bytes[at + 2] & 255)
        + "."
        + (bytes[at + 3] & 255);
  }

  private String groups() {
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int zeros = zerosFrom(i);
      if (zeros > gapLength) {
        gap = i;
        gapLength = zeros;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int zerosFrom(int first) {
    int i = first;
    while (i < 8 && group(i) == 0) {
      i++;
    }
    return i - first;
  }

  private int group(int index) {
    return (bytes[2 * index] & 255) << 8 | (bytes[2 * index + 1] & 255);
  }
}
