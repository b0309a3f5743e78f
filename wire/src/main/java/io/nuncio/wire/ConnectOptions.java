package io.nuncio.wire;

import java.util.Locale;

/// What a client says of itself in `CONNECT`. The defaults are those of a client that says nothing.
///
/// Credentials are plain text here: [#toString] leaves them out.
///
/// Source: <https://docs.nats.io/reference/reference-protocols/nats-protocol#connect>.
///
/// @param verbose answer each operation with `+OK`
/// @param pedantic check subjects of publishes
/// @param echo deliver to a client what it published itself
/// @param headers the client understands `HMSG`
/// @param noResponders answer a request that nobody receives with a 503
/// @param protocol 0, or 1 for a client that understands later `INFO` lines
/// @param account an account the client asks for; asking is refused, as the reference server does
/// @param identity how the client calls itself, in logs
/// @param credentials who the client claims to be
public record ConnectOptions(
    boolean verbose,
    boolean pedantic,
    boolean echo,
    boolean headers,
    boolean noResponders,
    long protocol,
    boolean account,
    Identity identity,
    Credentials credentials) {

  /// Before, or without, a `CONNECT`.
  public static final ConnectOptions DEFAULT =
      new ConnectOptions(true, true, true, false, false, 0, false, Identity.NONE, Credentials.NONE);

  /// How a client calls itself; empty where it did not say.
  public record Identity(String name, String lang, String version) {
    static final Identity NONE = new Identity("", "", "");
  }

  /// Who a client claims to be; empty where it did not say.
  ///
  /// @param userGiven whether it sent a user, be it an empty one
  /// @param nkey the public key that it claims to have the secret of
  /// @param signature of the nonce in the server's `INFO`, in base64
  public record Credentials(
      String token,
      String user,
      String password,
      boolean userGiven,
      String nkey,
      String signature) {
    /// Of who says nothing.
    public static final Credentials NONE = new Credentials("", "", "");

    /// With a user unless that is empty.
    public Credentials(String token, String user, String password) {
      this(token, user, password, !user.isEmpty());
    }

    /// Without a key.
    public Credentials(String token, String user, String password, boolean userGiven) {
      this(token, user, password, userGiven, "", "");
    }

    /// Whether it said nothing of who it is.
    public boolean isEmpty() {
      return token.isEmpty() && user.isEmpty() && password.isEmpty() && nkey.isEmpty();
    }

    /// Names no value: a token may stand in any of the fields.
    @Override
    public String toString() {
      return "Credentials[REDACTED]";
    }
  }

  /// Reads `json[from, to)`. Keys match in any case, unknown ones are skipped, the last of a
  /// repeated key counts, `null` leaves the value as it was.
  ///
  /// @param base what holds for keys that are missing: the previous `CONNECT`'s options
  /// @throws JsonException if it is not one JSON object, or a value has the wrong type
  public static ConnectOptions parse(byte[] json, int from, int to, ConnectOptions base)
      throws JsonException {
    Parsing options = new Parsing(base);
    JsonReader reader = new JsonReader(json, from, to);
    reader.beginObject();
    for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
      if (!reader.skipNull()) {
        options.set(key.toLowerCase(Locale.ROOT), reader);
      }
    }
    reader.end();
    return options.done();
  }

  /// The options while they are read.
  private static final class Parsing {
    private boolean verbose;
    private boolean pedantic;
    private boolean echo;
    private boolean headers;
    private boolean noResponders;
    private long protocol;
    private boolean account;
    private String name;
    private String lang;
    private String version;
    private String token;
    private String user;
    private String password;
    private boolean userGiven;
    private String nkey;
    private String signature;

    Parsing(ConnectOptions base) {
      verbose = base.verbose;
      pedantic = base.pedantic;
      echo = base.echo;
      headers = base.headers;
      noResponders = base.noResponders;
      protocol = base.protocol;
      account = base.account;
      name = base.identity.name;
      lang = base.identity.lang;
      version = base.identity.version;
      token = base.credentials.token;
      user = base.credentials.user;
      password = base.credentials.password;
      userGiven = base.credentials.userGiven;
      nkey = base.credentials.nkey;
      signature = base.credentials.signature;
    }

    void set(String key, JsonReader value) throws JsonException {
      switch (key) {
        case "verbose" -> verbose = value.bool();
        case "pedantic" -> pedantic = value.bool();
        case "echo" -> echo = value.bool();
        case "headers" -> headers = value.bool();
        case "no_responders" -> noResponders = value.bool();
        case "protocol" -> protocol = value.integer();
        case "account" -> account |= !value.string().isEmpty();
        case "new_account" -> account |= value.bool();
        case "name" -> name = value.string();
        case "lang" -> lang = value.string();
        case "version" -> version = value.string();
        case "auth_token" -> token = value.string();
        case "user" -> {
          user = value.string();
          userGiven = true;
        }
        case "pass" -> password = value.string();
        case "tls_required" -> value.bool();
        case "nkey" -> nkey = value.string();
        case "sig" -> signature = value.string();
        case "jwt", "proxy_sig" -> value.string();
        default -> value.skip();
      }
    }

    ConnectOptions done() {
      return new ConnectOptions(
          verbose,
          pedantic,
          echo,
          headers,
          noResponders,
          protocol,
          account,
          new Identity(name, lang, version),
          new Credentials(token, user, password, userGiven, nkey, signature));
    }
  }
}
