package io.nuncio.embedded;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ConfigFile;
import io.nuncio.config.ListenAddress;
import io.nuncio.config.LogDestination;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a server is to be like, as it was said: each part null if nothing was.
///
/// @param text a configuration in the language of nats-server
/// @param file one that holds such a text
/// @param port 0 for any free one
/// @param portless whether nothing is listened on
/// @param adjustment made last
record Wishes(
    @Nullable String text,
    @Nullable Path file,
    @Nullable String host,
    @Nullable Integer port,
    boolean portless,
    @Nullable Proof proof,
    @Nullable UnaryOperator<ServerConfig.Builder> adjustment) {
  private static final String TEXT_NAME = "configText";

  /// What clients have to present.
  ///
  /// @param user empty for a token
  record Proof(String user, Secret secret, boolean unicode) {
    /// A token.
    static Proof token(String token) {
      return new Proof("", Secret.of(token), isUnicode(token));
    }

    /// A user's name and password.
    static Proof user(String user, String password) {
      return new Proof(user, Secret.of(password), isUnicode(user) && isUnicode(password));
    }

    private static boolean isUnicode(String text) {
      return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
  }

  /// What came of them.
  ///
  /// @param config means nothing if there are mistakes
  /// @param warnings where it was guessed what is meant
  /// @param mistakes sentences about what cannot be followed
  record Outcome(ServerConfig config, List<String> warnings, List<String> mistakes) {}

  /// Reads what is named, and finds all that is wrong at once.
  Outcome read() {
    List<String> mistakes = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ServerConfig base = base(mistakes, warnings);
    requireNothingOfAProcess(base, mistakes);
    ServerConfig.Builder builder =
        base.change()
            .listen(listen(base.listen(), mistakes))
            .authentication(authentication(base.authentication(), mistakes));
    ServerConfig config = adjusted(builder, mistakes);
    if (mistakes.isEmpty()) {
      mistakes.addAll(NatsServer.problems(config));
    }
    return new Outcome(config, warnings, mistakes);
  }

  private ServerConfig base(List<String> mistakes, List<String> warnings) {
    if (text != null && file != null) {
      mistakes.add("configText and configFile exclude each other: leave out one of them");
    }
    ConfigFile.Outcome outcome;
    if (file != null) {
      outcome = ConfigFile.read(file, System::getenv);
    } else if (text != null) {
      outcome = ConfigFile.read(TEXT_NAME, text, System::getenv);
    } else {
      return ServerConfig.builder().listen(ListenAddress.loopback()).build();
    }
    // Not a switch: the first one over types of a process takes longer than the rest of this.
    if (outcome instanceof ConfigFile.Accepted accepted) {
      warnings.addAll(accepted.warnings());
      return accepted.config();
    }
    mistakes.addAll(((ConfigFile.Refused) outcome).mistakes());
    return ServerConfig.defaults();
  }

  /// Better refused than silently not done.
  private static void requireNothingOfAProcess(ServerConfig config, List<String> mistakes) {
    String isNotEmbedded =
        " is for the program nats-server, and this server is inside another one: ";
    if (config.monitoring() instanceof MonitoringConfig.Http) {
      mistakes.add("http" + isNotEmbedded + "leave it out");
    }
    if (!(config.log().destination() instanceof LogDestination.StandardError)) {
      mistakes.add("log_file or syslog" + isNotEmbedded + "leave it out, and give a log instead");
    }
    if (config.log().auditLog() != null) {
      mistakes.add("audit_log" + isNotEmbedded + "leave it out, and give an event sink instead");
    }
    if (config.files().pidFile() != null) {
      mistakes.add("pid_file" + isNotEmbedded + "leave it out");
    }
    if (config.files().portsFolder() != null) {
      mistakes.add("ports_file_dir" + isNotEmbedded + "leave it out, and ask port()");
    }
  }

  private ListenAddress listen(ListenAddress written, List<String> mistakes) {
    int number = port == null ? written.port() : port;
    if (number < 0) {
      mistakes.add("a port is 0 to 65535, got " + number);
      return written;
    }
    try {
      return new ListenAddress(
          host == null ? written.host() : host, portless ? ListenAddress.NO_PORT : number);
    } catch (IllegalArgumentException wrong) {
      mistakes.add(String.valueOf(wrong.getMessage()));
      return written;
    }
  }

  private AuthenticationConfig authentication(AuthenticationConfig written, List<String> mistakes) {
    if (proof == null) {
      return written;
    }
    boolean token = proof.user().isEmpty();
    String what = token ? "token" : "user";
    if (!(written instanceof AuthenticationConfig.Open)) {
      mistakes.add(
          what
              + " and authorization of the configuration exclude each other: leave out one of them");
    }
    if (!proof.unicode()) {
      mistakes.add(what + " is not a text that has a form in UTF-8, so no client could present it");
    }
    if (proof.secret().isEmpty()) {
      mistakes.add(what + " is given as an empty text, which would let everybody in");
      return written;
    }
    return token
        ? new AuthenticationConfig.Token(proof.secret())
        : new AuthenticationConfig.User(proof.user(), proof.secret());
  }

  private ServerConfig adjusted(ServerConfig.Builder builder, List<String> mistakes) {
    try {
      return (adjustment == null ? builder : adjustment.apply(builder)).build();
    } catch (IllegalArgumentException wrong) {
      mistakes.add(String.valueOf(wrong.getMessage()));
      return ServerConfig.defaults();
    }
  }
}
