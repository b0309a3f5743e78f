package io.nuncio.config;

import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The block `authorization { token, user, password, timeout }`.
///
/// Whatever nats-server would silently take for "no authentication" is a mistake here: an empty
/// token, one from an unset variable, a password without a user.
final class AuthorizationKeys {
  private static final String IN_QUOTES = "; put it in quotes to make it a text";

  private final ConfigValues values;
  private final Findings findings;
  private @Nullable Secret token;
  private @Nullable String user;
  private @Nullable Secret password;
  private Duration timeout = Timers.defaults().authTimeout();

  AuthorizationKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  Duration timeout() {
    return timeout;
  }

  /// How clients authenticate; everybody is let in where the block is missing or has mistakes.
  AuthenticationConfig authentication() {
    if (token != null) {
      return new AuthenticationConfig.Token(token);
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
    return true;
  }

  private void takeEntry(String key, ConfNode.Entry entry) {
    ConfNode node = entry.value();
    switch (key) {
      case "token" -> token = secret(key, node);
      case "user", "username" -> user = credential(key, node);
      case "password", "pass" -> password = secret(key, node);
      case "timeout" -> timeout = ServerKeys.or(values.seconds(key, node), timeout);
      // Even an empty list of users means that nobody else gets in: it is not "off".
      case "users" -> notBuilt(key, entry);
      case "default_permissions",
          "default_permission",
          "permissions",
          "auth_callout",
          "auth_hook",
          "proxy_required" -> {
        if (!UnbuiltKeys.isOff(node)) {
          notBuilt(key, entry);
        }
      }
      default -> {
        if (!entry.usedAsVariable()) {
          findings.mistake(entry.position() + ": unknown field \"" + entry.key() + "\"");
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
    String text = credential(key, node);
    return text == null ? null : Secret.of(text);
  }

  /// A text that is not empty. Its value is in no message.
  private @Nullable String credential(String key, ConfNode node) {
    String text =
        switch (node) {
          case ConfNode.Text(var position, String value, var writing) -> value;
          // What somebody chose as a token may look like a number.
          case ConfNode.Whole(var position, long value, String written) ->
              guessed(key, node, written);
          default -> null;
        };
    if (text == null) {
      findings.mistake(node, "authorization." + key + ": expected a text" + IN_QUOTES);
    } else if (text.isEmpty()) {
      findings.mistake(
          node,
          "authorization."
              + key
              + " is empty, which would let everybody in: give it a value, or leave the block out to"
              + " start without authentication");
      return null;
    }
    return text;
  }

  private String guessed(String key, ConfNode node, String written) {
    findings.warn(node, "authorization." + key + " does not look like a text" + IN_QUOTES);
    return written;
  }

  private void checkTogether(ConfNode.Map block) {
    if (token != null && (user != null || password != null)) {
      findings.mistake(block, "Cannot have a user/pass and token");
    } else if (password != null && user == null) {
      findings.mistake(
          block, "authorization: a password without a user would let everybody in: add the user");
    } else if (user != null && password == null) {
      findings.mistake(block, "authorization: a user without a password: add the password");
    }
  }
}
