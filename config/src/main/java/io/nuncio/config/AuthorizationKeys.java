package io.nuncio.config;

import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The block `authorization { token, token_file, tokens, user, password, timeout }`.
///
/// Whatever nats-server would silently take for "no authentication" is a mistake here: an empty
/// token, one from an unset variable, a password without a user.
final class AuthorizationKeys {
  /// Keys of which one excludes all the others; `user` stands for user and password.
  private static final List<String> PROOFS =
      List.of("token", "token_file", "tokens", "user", "users");

  private final SecretValues secrets;
  private final ConfigValues values;
  private final Findings findings;
  private final FailureDelayKeys failureDelay;
  private final Set<String> proofs = new LinkedHashSet<>();
  private @Nullable Secret token;
  private AuthenticationConfig.@Nullable Tokens tokens;
  private @Nullable String user;
  private @Nullable Secret password;
  private boolean hasUser;
  private boolean hasPassword;
  private Duration timeout = Timers.defaults().authTimeout();

  AuthorizationKeys(ConfigValues values, Findings findings, FailureDelayKeys failureDelay) {
    this.secrets = new SecretValues(values, findings);
    this.values = values;
    this.findings = findings;
    this.failureDelay = failureDelay;
  }

  Duration timeout() {
    return timeout;
  }

  /// The key that says how clients prove themselves; empty for none.
  String proof() {
    return proofs.isEmpty() ? "" : proofs.iterator().next();
  }

  /// How clients authenticate; everybody is let in where the block is missing or has mistakes.
  AuthenticationConfig authentication() {
    if (token != null) {
      return new AuthenticationConfig.Token(token);
    }
    if (tokens != null) {
      return tokens;
    }
    if (user != null && password != null) {
      return new AuthenticationConfig.User(user, password);
    }
    return new AuthenticationConfig.Open();
  }

  /// Takes the value of `key`, if it is the block.
  boolean take(String key, ConfNode node) {
    if (!key.equals("authorization")) {
      return false;
    }
    if (!(node instanceof ConfNode.Map block)) {
      findings.mistake(node, "authorization: expected a block { }");
      return true;
    }
    for (ConfNode.Entry entry : block.entries().values()) {
      takeEntry(entry.key().toLowerCase(Locale.ROOT), entry);
    }
    checkTogether(block);
    secrets.warnOfExposure();
    return true;
  }

  private void takeEntry(String key, ConfNode.Entry entry) {
    ConfNode node = entry.value();
    if (PROOFS.contains(key)) {
      proofs.add(key);
    }
    switch (key) {
      case "token" -> token = secret(key, node);
      case "token_file" -> token = secret(secrets.tokenFile("authorization.token_file", node));
      case "tokens" -> tokens = new TokenKeys(secrets, findings).read(node);
      case "user", "username" -> {
        hasUser = true;
        proofs.add("user");
        user = secrets.name("authorization." + key, node);
      }
      case "password", "pass" -> {
        hasPassword = true;
        proofs.add("user");
        password = secret(key, node);
      }
      case "timeout" -> timeout = ServerKeys.or(values.seconds(key, node), timeout);
      // Even an empty list of users means that nobody else gets in: it is not "off".
      case "users" -> notBuilt(key, entry);
      default -> takeRest(key, entry);
    }
  }

  private void takeRest(String key, ConfNode.Entry entry) {
    switch (key) {
      case "default_permissions",
          "default_permission",
          "permissions",
          "auth_callout",
          "auth_hook",
          "proxy_required" -> {
        if (!UnbuiltKeys.isOff(entry.value())) {
          notBuilt(key, entry);
        }
      }
      default -> {
        if (!failureDelay.take(key, entry.value())) {
          findings.unknownField(entry, entry.key(), "");
        }
      }
    }
  }

  private void notBuilt(String key, ConfNode.Entry entry) {
    findings.mistake(
        entry.position()
            + ": authorization."
            + key
            + " is not built yet: leave it out to start without");
  }

  private @Nullable Secret secret(String key, ConfNode node) {
    return secret(secrets.secret("authorization." + key, node));
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null ? null : Secret.of(text);
  }

  private void checkTogether(ConfNode.Map block) {
    if (proofs.contains("token") && proofs.contains("user")) {
      findings.mistake(block, "Cannot have a user/pass and token");
    } else if (proofs.size() > 1) {
      findings.mistake(
          block,
          "authorization: "
              + String.join(" and ", proofs)
              + " exclude each other, because clients prove themselves in one way: leave out all but"
              + " one");
    }
    if (hasPassword && !hasUser) {
      findings.mistake(
          block, "authorization: a password without a user would let everybody in: add the user");
    } else if (hasUser && !hasPassword) {
      findings.mistake(block, "authorization: a user without a password: add the password");
    }
  }
}
