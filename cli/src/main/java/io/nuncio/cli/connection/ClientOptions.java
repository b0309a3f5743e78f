package io.nuncio.cli.connection;

import static io.nuncio.cli.connection.Setting.CONNECTION_NAME;
import static io.nuncio.cli.connection.Setting.CREDS;
import static io.nuncio.cli.connection.Setting.INBOX_PREFIX;
import static io.nuncio.cli.connection.Setting.NKEY;
import static io.nuncio.cli.connection.Setting.PASSWORD;
import static io.nuncio.cli.connection.Setting.SERVER;
import static io.nuncio.cli.connection.Setting.TIMEOUT;
import static io.nuncio.cli.connection.Setting.TLS_CA;
import static io.nuncio.cli.connection.Setting.TLS_CERT;
import static io.nuncio.cli.connection.Setting.TLS_FIRST;
import static io.nuncio.cli.connection.Setting.TLS_KEY;
import static io.nuncio.cli.connection.Setting.TOKEN;
import static io.nuncio.cli.connection.Setting.USER;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings as a client takes them. A pure function but for looking whether files can be read.
final class ClientOptions {
  private static final String DEFAULT_NAME = "nuncio";
  private static final String DEFAULT_TIMEOUT = "5s";

  private final Settings settings;
  private final Environment environment;

  ClientOptions(Settings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// How long a server may take for an answer.
  Duration timeout() {
    try {
      Duration timeout = Spans.parse(settings.get(TIMEOUT, DEFAULT_TIMEOUT));
      if (timeout.isZero()) {
        throw CommandFailure.usage("--timeout is longer than 0, such as " + DEFAULT_TIMEOUT);
      }
      return timeout;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--timeout: " + e.getMessage());
    }
  }

  /// Options that connect once and do not reconnect.
  ///
  /// @throws CommandFailure if a setting cannot be followed
  Options.Builder builder() {
    Options.Builder options =
        new Options.Builder()
            .connectionName(settings.get(CONNECTION_NAME, DEFAULT_NAME))
            .connectionTimeout(timeout())
            .requestTimeout(timeout())
            .noReconnect()
            .ignoreDiscoveredServers();
    addServers(options);
    addIdentity(options);
    addTls(options);
    String prefix = settings.get(INBOX_PREFIX);
    return prefix == null ? options : options.inboxPrefix(prefix);
  }

  private void addServers(Options.Builder options) {
    for (ServerUrl url : ServerUrl.all(settings.get(SERVER, Options.DEFAULT_URL))) {
      try {
        options.server(url.full());
      } catch (IllegalArgumentException e) {
        // What was found may be a password that stands in the wrong place.
        String expected = CommandFailure.reason(e).replaceFirst(", not (?!with ).*", "");
        throw CommandFailure.usage("--server: " + expected);
      }
    }
  }

  private void addIdentity(Options.Builder options) {
    String token = settings.get(TOKEN);
    String user = settings.get(USER);
    Path creds = file(CREDS);
    Path nkey = file(NKEY);
    if (token != null) {
      options.token(token);
    } else if (user != null) {
      options.userInfo(user, settings.get(PASSWORD, ""));
    } else if (creds != null) {
      options.credentialPath(creds.toString());
    } else if (nkey != null) {
      options.authHandler(new SeedFile(nkey));
    }
  }

  private void addTls(Options.Builder options) {
    Path authorities = file(TLS_CA);
    Path certificate = file(TLS_CERT);
    Path key = file(TLS_KEY);
    if ((certificate == null) != (key == null)) {
      throw CommandFailure.usage("--tlscert and --tlskey belong together: give both");
    }
    if (authorities != null) {
      options.trustPem(authorities);
    }
    if (certificate != null && key != null) {
      options.identityPem(certificate, key);
    }
    if (settings.get(TLS_FIRST, "false").equals("true")) {
      options.tlsFirst();
    }
  }

  private @Nullable Path file(Setting setting) {
    String written = settings.get(setting);
    if (written == null) {
      return null;
    }
    Path file = environment.path(written);
    if (!Files.isReadable(file)) {
      throw CommandFailure.of(
          setting.flag() + " names a file that can be read, and " + file + " cannot");
    }
    return file;
  }
}
