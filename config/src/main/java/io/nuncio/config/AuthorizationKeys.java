package io.nuncio.config;

import io.nuncio.auth.KnownUser;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import io.nuncio.wire.Nkey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The block `authorization { token, token_file, tokens, user, password, users,
/// default_permissions, timeout }`, and `no_auth_user`, which names one of its users.
///
/// Whatever nats-server would silently take for "no authentication" is a mistake here: an empty
/// token, one from an unset variable, a password without a user. Whatever it would silently leave
/// aside is one, too: permissions for everybody beside a token that cannot have any.
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
  private @Nullable ConfNode tokensNode;
  private @Nullable ConfNode usersNode;
  private @Nullable ConfNode permissionsNode;
  private @Nullable ConfNode silentNode;
  private List<KnownUser> users = List.of();
  private String silent = "";
  private final BooleanSupplier certificatesProve;
  private @Nullable Duration timeout;

  /// @param certificatesProve whether a client's certificate says which user it is
  AuthorizationKeys(
      ConfigValues values,
      Findings findings,
      FailureDelayKeys failureDelay,
      BooleanSupplier certificatesProve) {
    this.certificatesProve = certificatesProve;
    this.secrets = new SecretValues(values, findings);
    this.values = values;
    this.findings = findings;
    this.failureDelay = failureDelay;
  }

  /// How long a client may take to prove itself; null where the file does not say.
  @Nullable Duration timeout() {
    return timeout;
  }

  /// The key that says how clients prove themselves; empty for none.
  String proof() {
    return proofs.isEmpty() ? "" : proofs.iterator().next();
  }

  /// How clients authenticate; everybody is let in where the block is missing or has mistakes.
  AuthenticationConfig authentication() {
    checkSilent();
    if (token != null) {
      return new AuthenticationConfig.Token(token);
    }
    if (tokens != null) {
      return tokens;
    }
    if (user != null && password != null) {
      return new AuthenticationConfig.User(user, password);
    }
    return users.isEmpty() || findings.hasMistakes()
        ? new AuthenticationConfig.Open()
        : new AuthenticationConfig.Users(users, silent);
  }

  private void checkSilent() {
    if (silentNode == null || silent.isEmpty()) {
      return;
    }
    String name = Nkey.looksLikeSeed(silent) ? "[REDACTED]" : silent;
    if (usersNode == null) {
      findings.mistake(
          silentNode,
          "no_auth_user: \""
              + name
              + "\" present, but users/nkeys are not defined: list the user in"
              + " authorization.users, or leave no_auth_user out");
    } else if (!findings.hasMistakes()
        && users.stream().noneMatch(each -> each.name().equals(silent))) {
      findings.mistake(
          silentNode,
          "no_auth_user: \""
              + name
              + "\" not present as user or nkey in authorization block or"
              + " account configuration");
    }
  }

  /// Takes the value of `key`, if it is the block.
  boolean take(String key, ConfNode node) {
    if (key.equals("no_auth_user")) {
      silentNode = node;
      silent = ServerKeys.or(values.text(key, node), "");
      return true;
    }
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
    takeLists();
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
      case "tokens" -> tokensNode = node;
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
      case "timeout" -> timeout = values.seconds(key, node);
      case "users" -> usersNode = node;
      case "default_permissions", "default_permission", "permissions" -> permissionsNode = node;
      default -> takeRest(key, entry);
    }
  }

  private void takeRest(String key, ConfNode.Entry entry) {
    switch (key) {
      case "auth_callout", "auth_hook", "proxy_required" -> {
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

  /// Behind all other keys of the block, because the permissions that hold for its entries may
  /// stand behind them.
  private void takeLists() {
    Permissions defaults =
        permissionsNode == null
            ? Permissions.ALL
            : new PermissionKeys(values, findings).read(permissionsNode);
    if (permissionsNode != null && tokensNode == null && usersNode == null) {
      findings.mistake(
          permissionsNode,
          "authorization.default_permissions hold for users and for tokens with names only, and"
              + " there are none: put what clients prove themselves by into a list, users: [ … ] or"
              + " tokens: [ … ]");
    }
    if (tokensNode != null) {
      tokens = new TokenKeys(secrets, values, findings, defaults).read(tokensNode);
    }
    if (usersNode != null) {
      users =
          new UserKeys(secrets, values, findings, defaults, certificatesProve.getAsBoolean())
              .read(usersNode);
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
    } else if (proofs.contains("users") && proofs.contains("user")) {
      findings.mistake(
          block, "Can not have a single user/pass and a users array: put the user into the list");
    } else if (proofs.contains("users") && proofs.contains("token")) {
      findings.mistake(
          block,
          "Can not have a token and a users array: leave out one of them, or give the token's"
              + " clients a user");
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
