package io.nuncio.config;

import io.nuncio.auth.ConnectionType;
import io.nuncio.auth.KnownUser;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import io.nuncio.wire.Nkey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The list `authorization { users: [ { user, password, … }, { nkey, … } ] }`.
final class UserKeys {
  private static final String KEY = "authorization.users";
  private static final String EXAMPLE = "{ user: ann, password: \"…\" }";

  private final SecretValues secrets;
  private final ConfigValues values;
  private final PermissionKeys permissions;
  private final Findings findings;
  private final Permissions defaults;
  private final boolean certificatesProve;
  private final Set<String> names = new HashSet<>();
  private final List<KnownUser> users = new ArrayList<>();

  /// @param defaults what users may do of whom nothing else is said
  /// @param certificatesProve whether a client's certificate says which user it is
  UserKeys(
      SecretValues secrets,
      ConfigValues values,
      Findings findings,
      Permissions defaults,
      boolean certificatesProve) {
    this.certificatesProve = certificatesProve;
    this.secrets = secrets;
    this.values = values;
    this.permissions = new PermissionKeys(values, findings);
    this.findings = findings;
    this.defaults = defaults;
  }

  /// The users that `node` lists; those with mistakes are missing.
  List<KnownUser> read(ConfNode node) {
    if (!(node instanceof ConfNode.List list)) {
      findings.mistake(node, "Expected users field to be an array, such as [ " + EXAMPLE + " ]");
      return users;
    }
    if (list.values().isEmpty()) {
      findings.mistake(
          node,
          KEY + " is empty, so nobody could get in: add a user, or leave it out to start without");
    }
    list.values().forEach(this::readEntry);
    return users;
  }

  private void readEntry(ConfNode node) {
    if (!(node instanceof ConfNode.Map map)) {
      findings.mistake(node, "Expected user entry to be a map/struct, such as " + EXAMPLE);
      return;
    }
    var entry = new Entry(map);
    map.entries().values().forEach(entry::take);
    KnownUser user = entry.finish();
    if (user != null) {
      users.add(user);
    }
  }

  /// One entry, while it is read.
  private final class Entry {
    private final ConfNode.Map map;
    private @Nullable ConfNode userNode;
    private @Nullable ConfNode passwordNode;
    private @Nullable ConfNode keyNode;
    private @Nullable String name;
    private @Nullable String password;
    private @Nullable Nkey key;
    private Permissions may = defaults;
    private Set<ConnectionType> types = Set.of();

    private Entry(ConfNode.Map map) {
      this.map = map;
    }

    private void take(ConfNode.Entry entry) {
      ConfNode node = entry.value();
      switch (entry.key().toLowerCase(Locale.ROOT)) {
        case "user", "username" -> {
          userNode = node;
          name = secrets.name(KEY + ".user", node);
        }
        case "password", "pass" -> {
          passwordNode = node;
          password = secrets.secret(KEY + ".password", node);
        }
        case "nkey" -> {
          keyNode = node;
          key = key(node);
        }
        case "permissions", "permission", "authorization" -> may = permissions.read(node);
        case "allowed_connection_types", "connection_types", "clients" -> types = types(node);
        case "proxy_required" -> {
          if (!UnbuiltKeys.isOff(node)) {
            findings.mistake(
                node, KEY + ".proxy_required is not built yet: leave it out to start without");
          }
        }
        default ->
            findings.unknownField(
                entry,
                entry.key(),
                " (users have user, password, nkey, permissions and allowed_connection_types)");
      }
    }

    /// No message repeats the value: it may be the seed, which is secret.
    private @Nullable Nkey key(ConfNode node) {
      String text = values.text(KEY + ".nkey", node);
      if (text == null) {
        return null;
      }
      Nkey parsed = Nkey.parse(text);
      if (parsed == null) {
        findings.mistake(node, "Not a valid public nkey for a user" + hint(text));
      }
      return parsed;
    }

    private static String hint(String text) {
      return Nkey.looksLikeSeed(text)
          ? ": this is a seed or a private key, which only the client may have; put the public key"
              + " here, which begins with U, and make a new pair if others could read this file"
          : ": expected 56 characters that begin with U";
    }

    private Set<ConnectionType> types(ConfNode node) {
      List<ConfNode> all = node instanceof ConfNode.List list ? list.values() : List.of(node);
      Set<ConnectionType> found = new HashSet<>();
      List<String> unknown = new ArrayList<>();
      for (ConfNode each : all) {
        String text = values.text(KEY + ".allowed_connection_types", each);
        if (text != null) {
          ConnectionType type = type(text.toUpperCase(Locale.ROOT));
          if (type == null) {
            unknown.add('"' + text.toUpperCase(Locale.ROOT) + '"');
          } else {
            found.add(type);
          }
        }
      }
      if (!unknown.isEmpty()) {
        findings.mistake(
            node,
            "invalid connection types ["
                + String.join(" ", unknown)
                + "]: expected some of STANDARD, WEBSOCKET, LEAFNODE, LEAFNODE_WS, MQTT, MQTT_WS,"
                + " IN_PROCESS");
      }
      return found;
    }

    private static @Nullable ConnectionType type(String name) {
      for (ConnectionType type : ConnectionType.values()) {
        if (type.name().equals(name)) {
          return type;
        }
      }
      return null;
    }

    private @Nullable KnownUser finish() {
      KnownUser.@Nullable Proof proof = proof();
      if (proof == null) {
        return null;
      }
      if (!names.add(proof.name())) {
        findings.mistake(
            map,
            "Duplicate "
                + (proof instanceof KnownUser.Key ? "nkey" : "user")
                + " \""
                + proof.name()
                + "\" detected: leave out one of them");
        return null;
      }
      return new KnownUser(proof, may, types);
    }

    /// Null after a mistake.
    private KnownUser.@Nullable Proof proof() {
      if (keyNode != null) {
        if (userNode != null || passwordNode != null) {
          findings.mistake(
              map,
              "Nkey users do not take usernames or passwords: leave out the nkey, or the others");
          return null;
        }
        return key == null ? null : new KnownUser.Key(key);
      }
      if (userNode == null) {
        findings.mistake(map, "User entry requires a user: " + EXAMPLE + ", or an nkey");
        return null;
      }
      if (passwordNode == null && certificatesProve) {
        return name == null ? null : new KnownUser.Certificate(name);
      }
      if (passwordNode == null) {
        findings.mistake(
            map,
            KEY
                + ": a user without a password would let in everybody who knows the name: add the"
                + " password");
      }
      return name == null || password == null
          ? null
          : new KnownUser.Password(name, Secret.of(password));
    }
  }
}
