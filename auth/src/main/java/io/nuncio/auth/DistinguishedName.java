package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of a subject as its parts, the most specific first.
///
/// Two are the same only if every part of one is in the other: as often, with the same values in
/// the same case, and with nothing beside it in a part of several values.
///
/// @param parts each one or more attributes, whose order does not count
record DistinguishedName(List<List<Attribute>> parts) {
  private static final String ESCAPABLE = " \"#+,;<=>\\";

  /// One value.
  ///
  /// @param type in upper case
  record Attribute(String type, String value) {
    Attribute {
      type = type.toUpperCase(Locale.ROOT);
    }
  }

  /// Reads a text such as `CN=joe,OU=a+L=b,O=Acme` (RFC 4514).
  ///
  /// @return null if it is none
  static @Nullable DistinguishedName parse(String text) {
    return new Reader(text.getBytes(UTF_8)).read();
  }

  boolean isSame(DistinguishedName other) {
    if (parts.size() != other.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!isSamePart(parts.get(i), other.parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether both have the same parts, whatever their order.
  boolean hasSameParts(DistinguishedName other) {
    List<List<Attribute>> left = new ArrayList<>(other.parts);
    for (List<Attribute> part : parts) {
      int found = -1;
      for (int i = 0; i < left.size() && found < 0; i++) {
        found = isSamePart(part, left.get(i)) ? i : -1;
      }
      if (found < 0) {
        return false;
      }
      left.remove(found);
    }
    return left.isEmpty();
  }

  private static boolean isSamePart(List<Attribute> one, List<Attribute> other) {
    List<Attribute> left = new ArrayList<>(other);
    for (Attribute attribute : one) {
      if (!left.remove(attribute)) {
        return false;
      }
    }
    return left.isEmpty();
  }

  /// Goes through a text once. Bytes, because an escape stands for a byte.
  private static final class Reader {
    private final byte[] text;
    private final List<List<Attribute>> parts = new ArrayList<>();
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private List<Attribute> part = new ArrayList<>();
    private String type = "";
    private int trailingSpaces;

    Reader(byte[] text) {
      this.text = text;
    }

    @Nullable DistinguishedName read() {
      for (int i = 0; i < text.length; i++) {
        char c = (char) text[i];
        if (c == '\\') {
          int length = escape(i + 1);
          if (length == 0) {
            return null;
          }
          i += length;
        } else if (c == '=') {
          type = word();
          if (i + 1 < text.length && text[i + 1] == '#') {
            return null;
          }
        } else if (c == ',' || c == '+') {
          if (!endAttribute(c == ',')) {
            return null;
          }
        } else if (c != ' ' || word.size() > 0) {
          trailingSpaces = c == ' ' ? trailingSpaces + 1 : 0;
          word.write(c);
        }
      }
      // Nothing may be left over: a name of which the end is ignored would be that of others.
      return word.size() > 0 && endAttribute(true) ? new DistinguishedName(parts) : null;
    }

    /// How many bytes follow the backslash; 0 for none that could.
    private int escape(int at) {
      trailingSpaces = 0;
      if (at >= text.length) {
        return 0;
      }
      if (ESCAPABLE.indexOf((char) text[at]) >= 0) {
        word.write(text[at]);
        return 1;
      }
      int high = Character.digit((char) text[at], 16);
      int low = at + 1 < text.length ? Character.digit((char) text[at + 1], 16) : -1;
      if (high < 0 || low < 0) {
        return 0;
      }
      word.write((high << 4) | low);
      return 2;
    }

    private boolean endAttribute(boolean endsPart) {
      if (type.isEmpty()) {
        return false;
      }
      part.add(new Attribute(type, word()));
      type = "";
      if (endsPart) {
        parts.add(List.copyOf(part));
        part = new ArrayList<>();
      }
      return true;
    }

    private String word() {
      String read = word.toString(UTF_8);
      word.reset();
      read = read.substring(0, read.length() - trailingSpaces);
      trailingSpaces = 0;
      return read;
    }
  }
}
