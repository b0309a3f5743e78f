package io.nuncio.config.conf;

import java.util.Arrays;

/// The text of one configuration file.
///
/// Bytes that are not UTF-8 are kept, one by one, as the lone surrogates U+DC80 to U+DCFF: files in
/// Latin-1 stay readable, and [ConfSource#encode(String)] gives the same bytes back.
///
/// @param file the name that positions show
/// @param text the characters
public record ConfSource(String file, String text) {
  /// Bytes that one file may have.
  public static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char ESCAPED_BYTES = 0xDC00;

  /// The text in `bytes`, without a byte order mark.
  public static ConfSource decode(String file, byte[] bytes) {
    String text = decode(bytes);
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new ConfSource(file, marked ? text.substring(1) : text);
  }

  /// Shows the file's name and size only: the text may hold secrets.
  @Override
  public String toString() {
    return "ConfSource[" + file + ", " + text.length() + " characters]";
  }

  /// The bytes that `text`, a piece of a configuration, stands for.
  public static byte[] encode(String text) {
    var bytes = new byte[Math.multiplyExact(text.length(), 3)];
    int size = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (isEscapedByte(c)) {
        bytes[size++] = (byte) (c - ESCAPED_BYTES);
      } else {
        int rest = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        int lead = rest == 1 ? 0xC0 : rest == 2 ? 0xE0 : 0xF0;
        bytes[size++] = (byte) (lead | (c >> (6 * rest)));
        for (int left = rest - 1; left >= 0; left--) {
          bytes[size++] = (byte) (0x80 | ((c >> (6 * left)) & 0x3F));
        }
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  static String decode(byte[] bytes) {
    var text = new StringBuilder(bytes.length);
    for (int at = 0; at < bytes.length; ) {
      int lead = bytes[at] & 0xFF;
      int size = lead < 0x80 ? 1 : sequenceBytes(bytes, at);
      if (size == 0) {
        text.append((char) (ESCAPED_BYTES + lead));
        at++;
        continue;
      }
      int c = size == 1 ? lead : lead & (0x7F >> size);
      for (int i = 1; i < size; i++) {
        c = (c << 6) | (bytes[at + i] & 0x3F);
      }
      text.appendCodePoint(c);
      at += size;
    }
    return text.toString();
  }

  static boolean isEscapedByte(int c) {
    return c >= ESCAPED_BYTES + 0x80 && c <= ESCAPED_BYTES + 0xFF;
  }

  static char escapedByte(int value) {
    return (char) (ESCAPED_BYTES + value);
  }

  /// The length of the well-formed sequence at `at`, or 0: Unicode 3.9, table 3-7.
  private static int sequenceBytes(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > bytes.length) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean wellFormed =
        switch (lead) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return wellFormed ? size : 0;
  }
}
