package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The `CONNECT` line of a client.
public final class ConnectLine {
  private ConnectLine() {}

  /// A new array with the whole line. It holds the credentials: whoever asks for it lets nobody
  /// else see it.
  ///
  /// @param jwt what says who the client is, beside a signature; empty for none
  public static byte[] of(ConnectOptions options, boolean tlsRequired, String jwt) {
    ConnectOptions.Credentials credentials = options.credentials();
    JsonWriter json =
        new JsonWriter()
            .field("verbose", options.verbose())
            .field("pedantic", options.pedantic())
            .fieldIfNotEmpty("jwt", jwt)
            .fieldIfNotEmpty("nkey", credentials.nkey())
            .fieldIfNotEmpty("sig", credentials.signature());
    if (credentials.userGiven()) {
      json.field("user", credentials.user()).field("pass", credentials.password());
    }
    json.fieldIfNotEmpty("auth_token", credentials.token())
        .field("tls_required", tlsRequired)
        .fieldIfNotEmpty("name", options.identity().name())
        .field("lang", options.identity().lang())
        .field("version", options.identity().version())
        .field("protocol", options.protocol())
        .field("echo", options.echo())
        .field("headers", options.headers())
        .field("no_responders", options.noResponders());
    return ("CONNECT " + json + "\r\n").getBytes(UTF_8);
  }
}
