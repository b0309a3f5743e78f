package io.nuncio.cli.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.outside.Terminal;
import io.nuncio.client.Headers;
import io.nuncio.client.Message;
import io.nuncio.wire.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints messages.
final class MessagePrinter {
  private final Terminal terminal;
  private final Style style;

  /// How.
  enum Style {
    /// Where it came from, headers and payload, for people.
    FULL,
    /// The same without the payload.
    HEADERS_ONLY,
    /// The payload and nothing else, byte for byte, and a line end.
    RAW,
    /// A JSON object on a line.
    JSON
  }

  MessagePrinter(Terminal terminal, Style style) {
    this.terminal = terminal;
    this.style = style;
  }

  /// Prints a message; it may wait for [Terminal#flush].
  void print(long number, Message message) {
    switch (style) {
      case FULL -> {
        printOrigin(number, message);
        printHeaders(message);
        printData(message);
      }
      case HEADERS_ONLY -> {
        printOrigin(number, message);
        printHeaders(message);
      }
      case RAW -> terminal.line(message.getData());
      case JSON -> terminal.line(json(message));
    }
  }

  private void printOrigin(long number, Message message) {
    String reply = message.getReplyTo();
    String origin = "[#" + number + "] Received on \"" + message.getSubject() + "\"";
    terminal.line(
        terminal.shown(reply == null ? origin : origin + " with reply \"" + reply + "\""));
  }

  /// Prints headers, if there are any, and an empty line.
  void printHeaders(Message message) {
    Headers headers = message.getHeaders();
    if (headers == null || headers.isEmpty()) {
      return;
    }
    headers.forEach((name, values) ->
        values.forEach(value -> terminal.line(terminal.shown(name + ": " + value))));
    terminal.line("");
  }

  private void printData(Message message) {
    String text = text(message.getData());
    if (text == null) {
      terminal.line(message.getData());
    } else {
      terminal.line(terminal.shown(text));
    }
    terminal.line("");
  }

  /// Prints the payload and a line end: on a terminal fit to be shown, elsewhere byte for byte.
  void printBody(Message message) {
    String text = terminal.ends().output() ? text(message.getData()) : null;
    if (text == null) {
      terminal.line(message.getData());
    } else {
      terminal.line(terminal.shown(text));
    }
  }

  /// Bytes as text; null if they are not UTF-8.
  private static @Nullable String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      return null;
    }
  }

  /// A message as a JSON object: `subject`, `reply`, `headers`, and `data`, or `data_base64` if the
  /// payload is not UTF-8.
  static String json(Message message) {
    var json = new StringBuilder("{\"subject\":");
    JsonText.quote(message.getSubject(), json);
    String reply = message.getReplyTo();
    if (reply != null) {
      JsonText.quote(reply, json.append(",\"reply\":"));
    }
    Headers headers = message.getHeaders();
    if (headers != null && !headers.isEmpty()) {
      json.append(",\"headers\":{");
      String separator = "";
      for (var entry : headers.entrySet()) {
        JsonText.quote(entry.getKey(), json.append(separator));
        array(entry.getValue(), json.append(':'));
        separator = ",";
      }
      json.append('}');
    }
    String text = text(message.getData());
    if (text == null) {
      String coded = Base64.getEncoder().encodeToString(message.getData());
      JsonText.quote(coded, json.append(",\"data_base64\":"));
    } else {
      JsonText.quote(text, json.append(",\"data\":"));
    }
    return json.append('}').toString();
  }

  private static void array(List<String> values, StringBuilder json) {
    char separator = '[';
    for (String value : values) {
      JsonText.quote(value, json.append(separator));
      separator = ',';
    }
    json.append(values.isEmpty() ? "[]" : "]");
  }
}
