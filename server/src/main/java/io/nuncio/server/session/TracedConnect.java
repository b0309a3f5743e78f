package io.nuncio.server.session;

import io.nuncio.wire.ConnectOptions;
import io.nuncio.wire.JsonException;
import io.nuncio.wire.JsonWriter;

/// A `CONNECT` as it may be logged: written anew from what was understood, never copied, so that no
/// odd spelling of a secret gets through. The user is left out too: people put tokens there.
final class TracedConnect {
  private static final String REDACTED = "[REDACTED]";

  private TracedConnect() {}

  static String of(byte[] buffer, int from, int to) {
    try {
      return text(ConnectOptions.parse(buffer, from, to, ConnectOptions.DEFAULT));
    } catch (JsonException e) {
      return "(" + (to - from) + " bytes that are not what CONNECT takes)";
    }
  }

  private static String text(ConnectOptions options) {
    ConnectOptions.Credentials given = options.credentials();
    ConnectOptions.Identity identity = options.identity();
    return new JsonWriter()
        .field("verbose", options.verbose())
        .field("pedantic", options.pedantic())
        .fieldIfNotEmpty("auth_token", given.token().isEmpty() ? "" : REDACTED)
        .fieldIfNotEmpty("user", given.user().isEmpty() ? "" : REDACTED)
        .fieldIfNotEmpty("pass", given.password().isEmpty() ? "" : REDACTED)
        .fieldIfNotEmpty("name", identity.name())
        .fieldIfNotEmpty("lang", identity.lang())
        .fieldIfNotEmpty("version", identity.version())
        .field("protocol", options.protocol())
        .field("echo", options.echo())
        .field("headers", options.headers())
        .field("no_responders", options.noResponders())
        .toString();
  }
}
