package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Whom a certificate is for, as nats-server 2.15.2 writes it.
///
/// @param parts in the order of the certificate, each of one or more values
record CertificateSubject(List<List<Value>> parts) {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SERIAL_NUMBER = "2.5.4.5";
  private static final String DOMAIN_COMPONENT = "0.9.2342.19200300.100.1.25";

  private static final Map<String, String> TYPES =
      Map.of(
          COMMON_NAME,
          "CN",
          SERIAL_NUMBER,
          "SERIALNUMBER",
          "2.5.4.6",
          "C",
          "2.5.4.7",
          "L",
          "2.5.4.8",
          "ST",
          "2.5.4.9",
          "STREET",
          "2.5.4.10",
          "O",
          "2.5.4.11",
          "OU",
          "2.5.4.17",
          "POSTALCODE",
          DOMAIN_COMPONENT,
          "DC");

  /// Those of which a subject may have several, the last written first.
  private static final List<String> REPEATABLE =
      List.of("2.5.4.6", "2.5.4.8", "2.5.4.7", "2.5.4.9", "2.5.4.17", "2.5.4.10", "2.5.4.11");

  /// One value.
  ///
  /// @param type as numbers and dots
  /// @param text null if it is none
  record Value(String type, @Nullable String text) {}

  static CertificateSubject of(X500Principal subject) {
    List<List<Value>> parts = new ArrayList<>();
    Der names = new Der(subject.getEncoded()).inside();
    while (names.hasNext()) {
      List<Value> part = new ArrayList<>();
      Der values = names.inside();
      while (values.hasNext()) {
        Der value = values.inside();
        part.add(new Value(value.identifier(), value.text()));
      }
      parts.add(part);
    }
    return new CertificateSubject(parts);
  }

  /// The name with all its parts; null if there is none, or one of them is of a type that has no
  /// name, or no text.
  @Nullable DistinguishedName name() {
    List<List<DistinguishedName.Attribute>> name = new ArrayList<>();
    for (List<Value> part : parts) {
      List<DistinguishedName.Attribute> attributes = new ArrayList<>();
      for (Value value : part) {
        String type = TYPES.get(value.type());
        if (type == null || value.text() == null) {
          return null;
        }
        attributes.add(new DistinguishedName.Attribute(type, value.text()));
      }
      if (!attributes.isEmpty()) {
        name.addFirst(attributes);
      }
    }
    return name.isEmpty() ? null : new DistinguishedName(name);
  }

  /// One line: the usual types in an order of its own, several of a type with `+` between, and
  /// nothing else.
  String line() {
    List<String> line = new ArrayList<>();
    for (String type : REPEATABLE) {
      addFirst(line, type, texts(type));
    }
    for (String type : List.of(COMMON_NAME, SERIAL_NUMBER)) {
      List<String> texts = texts(type);
      boolean any = !texts.isEmpty() && !texts.getLast().isEmpty();
      addFirst(line, type, any ? List.of(texts.getLast()) : List.of());
    }
    return String.join(",", line);
  }

  private static void addFirst(List<String> line, String type, List<String> texts) {
    List<String> written = new ArrayList<>();
    for (String text : texts) {
      written.add(TYPES.get(type) + "=" + escaped(text));
    }
    if (!written.isEmpty()) {
      line.addFirst(String.join("+", written));
    }
  }

  /// `DC=example,DC=com`, in the order of the certificate; empty if there are none.
  String domainComponents() {
    List<String> all = new ArrayList<>();
    for (String text : texts(DOMAIN_COMPONENT)) {
      all.add("DC=" + text);
    }
    return String.join(",", all);
  }

  private List<String> texts(String type) {
    List<String> texts = new ArrayList<>();
    for (List<Value> part : parts) {
      for (Value value : part) {
        if (value.type().equals(type) && value.text() != null) {
          texts.add(value.text());
        }
      }
    }
    return texts;
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean atEnd = i == 0 || i == text.length() - 1;
      if (",+\"\\<>;".indexOf(c) >= 0 || (c == ' ' && atEnd) || (c == '#' && i == 0)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /// Values one behind the other in the Distinguished Encoding Rules. The JDK has checked them.
  private static final class Der {
    private final byte[] bytes;
    private final int end;
    private int next;

    Der(byte[] bytes) {
      this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int next, int end) {
      this.bytes = bytes;
      this.next = next;
      this.end = end;
    }

    boolean hasNext() {
      return next < end;
    }

    /// What the next value is made of.
    Der inside() {
      int first = bytes[next + 1] & 0xff;
      int start = next + 2;
      int length = first;
      if (first >= 0x80) {
        length = 0;
        for (int i = 0; i < first - 0x80; i++) {
          length = (length << 8) | (bytes[start++] & 0xff);
        }
      }
      next = start + length;
      return new Der(bytes, start, next);
    }

    String identifier() {
      Der content = inside();
      var dotted = new StringBuilder();
      long arc = 0;
      for (int i = content.next; i < content.end; i++) {
        arc = (arc << 7) | (bytes[i] & 0x7f);
        if (bytes[i] >= 0) {
          if (dotted.isEmpty()) {
            long root = Math.min(arc / 40, 2);
            dotted.append(root).append('.').append(arc - 40 * root);
          } else {
            dotted.append('.').append(arc);
          }
          arc = 0;
        }
      }
      return dotted.toString();
    }

    /// Null if the next value is no text.
    @Nullable String text() {
      int tag = bytes[next];
      Der content = inside();
      int length = content.end - content.next;
      return switch (tag) {
        case 0x0c -> new String(bytes, content.next, length, UTF_8);
        case 0x12, 0x13, 0x16 -> new String(bytes, content.next, length, US_ASCII);
        case 0x14 -> new String(bytes, content.next, length, ISO_8859_1);
        case 0x1e -> new String(bytes, content.next, length, UTF_16BE);
        default -> null;
      };
    }
  }
}
