package io.nuncio.cli.connection;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options by which every command says how it connects; they may stand before the command's
/// name or behind it.
public final class ConnectionFlags {
  @Option(
      names = {"-s", "--server"},
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "server, or several separated by commas (NATS_URL)")
  private @Nullable String server;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "connects as this context says (NATS_CONTEXT); the selected one by default")
  private @Nullable String context;

  @Option(
      names = "--user",
      paramLabel = "USER",
      scope = ScopeType.INHERIT,
      description = "user, or a token if there is no password (NATS_USER)")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      scope = ScopeType.INHERIT,
      description = "password; other users of the machine see it here, not in NATS_PASSWORD")
  private @Nullable String password;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      scope = ScopeType.INHERIT,
      description = "token; other users of the machine see it here, not in NATS_TOKEN")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "file with the token")
  private @Nullable String tokenFile;

  @Option(
      names = "--creds",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "credentials: JWT and seed (NATS_CREDS)")
  private @Nullable String creds;

  @Option(
      names = "--nkey",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "seed of an nkey (NATS_NKEY)")
  private @Nullable String nkey;

  @Option(
      names = "--tlscert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "certificate to show, PEM (NATS_CERT)")
  private @Nullable String tlsCert;

  @Option(
      names = "--tlskey",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "its key, PEM (NATS_KEY)")
  private @Nullable String tlsKey;

  @Option(
      names = "--tlsca",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "authorities to trust, PEM; demands TLS (NATS_CA)")
  private @Nullable String tlsCa;

  @Option(
      names = "--tlsfirst",
      scope = ScopeType.INHERIT,
      description = "begins with TLS before the server says anything")
  private boolean tlsFirst;

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      scope = ScopeType.INHERIT,
      description = "how long to wait for an answer; 5s by default (NATS_TIMEOUT)")
  private @Nullable String timeout;

  @Option(
      names = "--inbox-prefix",
      paramLabel = "PREFIX",
      scope = ScopeType.INHERIT,
      description = "what subjects for replies begin with; _INBOX by default")
  private @Nullable String inboxPrefix;

  @Option(
      names = "--connection-name",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "what the server calls the connection; nuncio by default")
  private @Nullable String connectionName;

  /// As if nothing was given.
  public ConnectionFlags() {}

  @Nullable String context() {
    return context;
  }

  @Nullable String tokenFile() {
    return tokenFile;
  }

  /// What was given, but for the context and the token's file.
  Settings settings() {
    var values = new EnumMap<Setting, String>(Setting.class);
    put(values, Setting.SERVER, server);
    put(values, Setting.USER, user);
    put(values, Setting.PASSWORD, password);
    put(values, Setting.TOKEN, token);
    put(values, Setting.CREDS, creds);
    put(values, Setting.NKEY, nkey);
    put(values, Setting.TLS_CERT, tlsCert);
    put(values, Setting.TLS_KEY, tlsKey);
    put(values, Setting.TLS_CA, tlsCa);
    put(values, Setting.TLS_FIRST, tlsFirst ? "true" : null);
    put(values, Setting.TIMEOUT, timeout);
    put(values, Setting.INBOX_PREFIX, inboxPrefix);
    put(values, Setting.CONNECTION_NAME, connectionName);
    return new Settings(values);
  }

  private static void put(Map<Setting, String> values, Setting setting, @Nullable String value) {
    if (value != null) {
      values.put(setting, value);
    }
  }
}
