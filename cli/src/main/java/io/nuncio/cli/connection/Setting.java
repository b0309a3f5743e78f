package io.nuncio.cli.connection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing that can be said about a connection, and where it is said.
public enum Setting {
  SERVER("--server", "NATS_URL", "url"),
  USER("--user", "NATS_USER", "user"),
  PASSWORD("--password", "NATS_PASSWORD", "password"),
  TOKEN("--token", "NATS_TOKEN", "token"),
  CREDS("--creds", "NATS_CREDS", "creds"),
  NKEY("--nkey", "NATS_NKEY", "nkey"),
  TLS_CERT("--tlscert", "NATS_CERT", "cert"),
  TLS_KEY("--tlskey", "NATS_KEY", "key"),
  TLS_CA("--tlsca", "NATS_CA", "ca"),
  TLS_FIRST("--tlsfirst", "NATS_TLS_FIRST", "tls_first"),
  TIMEOUT("--timeout", "NATS_TIMEOUT", null),
  INBOX_PREFIX("--inbox-prefix", "NATS_INBOX_PREFIX", "inbox_prefix"),
  CONNECTION_NAME("--connection-name", null, null);

  /// Those that prove who the client is.
  static final Set<Setting> IDENTITY = Set.of(USER, PASSWORD, TOKEN, CREDS, NKEY);

  private static final Set<Setting> FILES = Set.of(CREDS, NKEY, TLS_CERT, TLS_KEY, TLS_CA);
  private static final Set<Setting> SECRETS = Set.of(PASSWORD, TOKEN);

  private final String flag;
  private final @Nullable String variable;
  private final @Nullable String key;

  Setting(String flag, @Nullable String variable, @Nullable String key) {
    this.flag = flag;
    this.variable = variable;
    this.key = key;
  }

  /// The option of the command line.
  public String flag() {
    return flag;
  }

  /// The variable of the environment; null for none.
  public @Nullable String variable() {
    return variable;
  }

  /// The key in a context; null for none.
  public @Nullable String key() {
    return key;
  }

  /// Whether the value is the name of a file.
  boolean isFile() {
    return FILES.contains(this);
  }

  /// Whether nobody should see the value.
  public boolean isSecret() {
    return SECRETS.contains(this);
  }
}
