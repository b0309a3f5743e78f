package io.nuncio.config;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list `authorization { tokens: [ { name, token or token_file, expires, permissions,
/// max_connections } ] }`.
final class TokenKeys {
  private static final String KEY = "authorization.tokens";
  private static final String EXAMPLE = "{ name: ci, token: \"…\" }";
  private static final int MOST_TOKENS = 1_000;
  private static final int MOST_NAME_CHARACTERS = 64;

  private final SecretValues secrets;
  private final ConfigValues values;
  private final PermissionKeys permissions;
  private final Findings findings;
  private final Permissions defaults;
  private final Map<String, ConfNode> entryByName = new HashMap<>();
  private final Map<String, ConfNode> entryByToken = new HashMap<>();
  private final List<NamedToken> tokens = new ArrayList<>();

  /// @param defaults what holders of those tokens may do of which nothing else is said
  TokenKeys(SecretValues secrets, ConfigValues values, Findings findings, Permissions defaults) {
    this.secrets = secrets;
    this.values = values;
    this.permissions = new PermissionKeys(values, findings);
    this.findings = findings;
    this.defaults = defaults;
  }

  /// What `node` lists, or null after a mistake.
  AuthenticationConfig.@Nullable Tokens read(ConfNode node) {
    if (!(node instanceof ConfNode.List list)) {
      findings.mistake(node, KEY + ": expected a list, such as [ " + EXAMPLE + " ]");
      return null;
    }
    if (list.values().isEmpty()) {
      findings.mistake(
          node,
          KEY + " is empty, so nobody could get in: add a token, or leave it out to start without");
    }
    if (list.values().size() > MOST_TOKENS) {
      findings.mistake(
          node, KEY + ": at most " + MOST_TOKENS + " tokens, got " + list.values().size());
      return null;
    }
    list.values().forEach(this::readEntry);
    checkNames();
    checkHashes(list);
    return findings.hasMistakes() ? null : new AuthenticationConfig.Tokens(tokens);
  }

  private void readEntry(ConfNode node) {
    if (!(node instanceof ConfNode.Map map)) {
      findings.mistake(node, KEY + ": expected a block, such as " + EXAMPLE);
      return;
    }
    var entry = new Entry(map);
    map.entries().values().forEach(entry::take);
    NamedToken token = entry.finish();
    if (token != null) {
      tokens.add(token);
    }
  }

  /// A name is in logs and in monitoring, so it must not be what another client proves itself by.
  private void checkNames() {
    entryByName.forEach((name, node) -> {
      ConfNode other = entryByToken.get(name);
      if (other != null && !other.position().equals(node.position())) {
        findings.mistake(
            node, KEY + ": this name is the token of the entry at " + other.position());
      }
    });
  }

  private void checkHashes(ConfNode.List list) {
    int hashes = 0;
    for (NamedToken token : tokens) {
      hashes += Authenticator.isHashed(token.token()) ? 1 : 0;
    }
    if (hashes > AuthenticationConfig.Tokens.MAX_HASHED) {
      findings.mistake(
          list,
          KEY
              + ": at most "
              + AuthenticationConfig.Tokens.MAX_HASHED
              + " of them may be bcrypt hashes, because a wrong token is compared with each; got "
              + hashes
              + ": keep the others as plain text in files that only the server can read"
              + " (token_file)");
    }
  }

  /// One entry, while it is read.
  private final class Entry {
    private final ConfNode.Map map;
    private @Nullable ConfNode nameNode;
    private @Nullable String name;
    private @Nullable String token;
    private @Nullable Instant expires;
    private Permissions may = defaults;
    private int maxConnections;
    private boolean hasToken;
    private boolean hasFile;

    private Entry(ConfNode.Map map) {
      this.map = map;
    }

    private void take(ConfNode.Entry entry) {
      ConfNode node = entry.value();
      switch (entry.key().toLowerCase(Locale.ROOT)) {
        case "name" -> {
          nameNode = node;
          name = secrets.name(KEY + ".name", node);
        }
        case "token" -> {
          hasToken = true;
          token = secrets.secret(KEY + ".token", node);
        }
        case "token_file" -> {
          hasFile = true;
          token = secrets.tokenFile(KEY + ".token_file", node);
        }
        case "expires" -> expires = expires(node);
        case "permissions", "permission", "authorization" -> may = permissions.read(node);
        case "max_connections", "max_conn" -> {
          Integer most = values.integer(KEY + ".max_connections", node, 1, Integer.MAX_VALUE);
          maxConnections = most == null ? 0 : most;
        }
        default ->
            findings.unknownField(
                entry,
                entry.key(),
                " ("
                    + KEY
                    + " have name, token, token_file, expires, permissions and max_connections)");
      }
    }

    private @Nullable Instant expires(ConfNode node) {
      if (node instanceof ConfNode.Instant instant) {
        return instant.value();
      }
      try {
        return node instanceof ConfNode.Text text ? Instant.parse(text.value()) : wrongDate(node);
      } catch (DateTimeParseException notADate) {
        return wrongDate(node);
      }
    }

    private @Nullable Instant wrongDate(ConfNode node) {
      findings.mistake(
          node, KEY + ".expires: expected a date and a time, such as \"2026-12-01T00:00:00Z\"");
      return null;
    }

    private @Nullable NamedToken finish() {
      if (hasToken == hasFile) {
        findings.mistake(
            map,
            KEY
                + (hasToken
                    ? ": token and token_file exclude each other: leave out one of them"
                    : ": an entry needs a token or a token_file"));
      }
      if (nameNode == null) {
        findings.mistake(map, KEY + ": an entry needs a name, which logs show: " + EXAMPLE);
      }
      boolean named = name != null && nameNode != null && isNameInOrder(name, nameNode);
      if (token == null || hasToken == hasFile) {
        return null;
      }
      ConfNode same = entryByToken.putIfAbsent(token, map);
      if (same != null) {
        findings.mistake(
            map, KEY + ": the same token as the entry at " + same.position() + ": leave out one");
      }
      return named && name != null
          ? new NamedToken(name, Secret.of(token), expires, may, maxConnections)
          : null;
    }

    /// No message repeats the name: it may be a secret in the wrong place.
    private boolean isNameInOrder(String name, ConfNode node) {
      if (name.length() > MOST_NAME_CHARACTERS || !name.chars().allMatch(Entry::isNameCharacter)) {
        findings.mistake(
            node,
            KEY
                + ".name: expected at most "
                + MOST_NAME_CHARACTERS
                + " letters, digits and signs of ASCII, without spaces and quotes");
        return false;
      }
      if (token != null && name.contains(token)) {
        findings.mistake(
            node, KEY + ".name holds the token itself, and names are logged: choose another");
        return false;
      }
      ConfNode same = entryByName.putIfAbsent(name, map);
      if (same != null) {
        findings.mistake(node, KEY + ".name: the same as that of the entry at " + same.position());
      }
      return same == null;
    }

    private static boolean isNameCharacter(int c) {
      return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '`';
    }
  }
}
