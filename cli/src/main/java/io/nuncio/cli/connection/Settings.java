package io.nuncio.cli.connection;

import static io.nuncio.cli.connection.Setting.PASSWORD;
import static io.nuncio.cli.connection.Setting.SERVER;
import static io.nuncio.cli.connection.Setting.TOKEN;
import static io.nuncio.cli.connection.Setting.USER;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.store.ContextDocument;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said about a connection, in one place or in all of them together.
///
/// @param valueBySetting holds no empty values
public record Settings(Map<Setting, String> valueBySetting) {
  private static final List<String> UNSUPPORTED = List.of("nsc", "socks_proxy", "user_jwt");

  /// Keeps a copy.
  public Settings {
    var copy = new EnumMap<Setting, String>(Setting.class);
    valueBySetting.forEach((setting, value) -> {
      if (!value.isEmpty()) {
        copy.put(setting, value);
      }
    });
    valueBySetting = Map.copyOf(copy);
  }

  /// What the variables of the environment say.
  static Settings of(Environment environment) {
    var values = new EnumMap<Setting, String>(Setting.class);
    for (Setting setting : Setting.values()) {
      String variable = setting.variable();
      String value = variable == null ? null : environment.get(variable);
      if (value != null) {
        values.put(setting, value);
      }
    }
    return new Settings(values);
  }

  /// What a context says.
  ///
  /// @param name for messages
  /// @throws CommandFailure if it demands what this program has not
  static Settings of(String name, ContextDocument context) {
    for (String key : UNSUPPORTED) {
      if (context.text(key) != null) {
        throw CommandFailure.of(
            "context '"
                + name
                + "' sets "
                + key
                + ", which nuncio does not do: use another context");
      }
    }
    var values = new EnumMap<Setting, String>(Setting.class);
    for (Setting setting : Setting.values()) {
      String key = setting.key();
      String value = key == null ? null : context.isTrue(key) ? "true" : context.text(key);
      if (value != null) {
        values.put(setting, value);
      }
    }
    return new Settings(values);
  }

  /// A context with these settings over those that it has. What proves who the client is replaces
  /// all that did so; files are kept by their whole path.
  ///
  /// @throws CommandFailure if a context cannot keep one of them
  public ContextDocument keptIn(ContextDocument context, Environment environment) {
    ContextDocument kept = context;
    Settings whole = merged(List.of(this));
    if (!whole.identity().isEmpty()) {
      for (Setting each : Setting.IDENTITY) {
        kept = kept.without(String.valueOf(each.key()));
      }
    }
    for (Setting each : new TreeSet<>(whole.valueBySetting.keySet())) {
      String key = each.key();
      if (key == null) {
        throw CommandFailure.usage("a context does not keep " + each.flag() + ": leave it out");
      }
      String value = whole.get(each, "");
      if (each == Setting.TLS_FIRST) {
        kept = kept.with(key, true);
      } else if (each.isFile()) {
        kept = kept.with(key, environment.path(value).toAbsolutePath().normalize().toString());
      } else {
        kept = kept.with(key, value);
      }
    }
    return kept;
  }

  /// The same with another value.
  public Settings with(Setting setting, String value) {
    var values = new EnumMap<Setting, String>(Setting.class);
    values.putAll(valueBySetting);
    values.put(setting, value);
    return new Settings(values);
  }

  /// A value; null for none.
  public @Nullable String get(Setting setting) {
    return valueBySetting.get(setting);
  }

  /// A value, or another if there is none.
  public String get(Setting setting, String otherwise) {
    return valueBySetting.getOrDefault(setting, otherwise);
  }

  /// All layers together. Of each setting the first layer's value counts that has one; what proves
  /// who the client is comes from one layer, the first that has any of it, be it in a URL. Only a
  /// password may come from further down, if no other user is named there. A user without a
  /// password is a token, as the official command has it.
  ///
  /// @param layers the strongest first
  /// @throws CommandFailure if one layer proves the identity in several ways
  static Settings merged(List<Settings> layers) {
    var values = new EnumMap<Setting, String>(Setting.class);
    for (Settings layer : layers) {
      layer.valueBySetting.forEach((setting, value) -> {
        if (!Setting.IDENTITY.contains(setting)) {
          values.putIfAbsent(setting, value);
        }
      });
    }
    int identity = firstWithIdentity(layers);
    int server = firstWithServer(layers);
    boolean urlProves =
        server < layers.size() && ServerUrl.anyProvesIdentity(layers.get(server).get(SERVER, ""));
    if (urlProves && identity < server) {
      values.computeIfPresent(SERVER, (setting, urls) -> ServerUrl.withoutIdentity(urls));
    }
    if (identity < layers.size() && !(urlProves && server < identity)) {
      values.putAll(identity(layers.subList(identity, layers.size())));
    }
    return new Settings(values);
  }

  private static int firstWithIdentity(List<Settings> layers) {
    int at = 0;
    while (at < layers.size() && layers.get(at).identity().isEmpty()) {
      at++;
    }
    return at;
  }

  private static int firstWithServer(List<Settings> layers) {
    int at = 0;
    while (at < layers.size() && layers.get(at).get(SERVER) == null) {
      at++;
    }
    return at;
  }

  private Map<Setting, String> identity() {
    var found = new EnumMap<Setting, String>(Setting.class);
    for (Setting setting : Setting.IDENTITY) {
      String value = get(setting);
      if (value != null) {
        found.put(setting, value);
      }
    }
    return found;
  }

  /// @param layers begins with the one that has an identity
  private static Map<Setting, String> identity(List<Settings> layers) {
    Map<Setting, String> found = layers.get(0).identity();
    boolean named = found.containsKey(USER) || found.containsKey(PASSWORD);
    if (!named) {
      refuseSeveral(found);
      return found;
    }
    for (Settings layer : layers) {
      copy(layer, USER, found);
      if (found.getOrDefault(USER, "").equals(layer.get(USER, found.getOrDefault(USER, "")))) {
        copy(layer, PASSWORD, found);
      }
    }
    String user = found.get(USER);
    if (user == null) {
      throw CommandFailure.usage("a password needs a user: give --user, or NATS_USER");
    }
    if (found.get(PASSWORD) == null) {
      found.remove(USER);
      found.merge(
          TOKEN,
          user,
          (token, ignored) -> {
            throw several(new TreeSet<>(List.of(TOKEN, USER)));
          });
    }
    refuseSeveral(found);
    return found;
  }

  private static void copy(Settings layer, Setting setting, Map<Setting, String> found) {
    String value = layer.get(setting);
    if (value != null) {
      found.putIfAbsent(setting, value);
    }
  }

  private static void refuseSeveral(Map<Setting, String> found) {
    var ways = new TreeSet<>(found.keySet());
    ways.remove(PASSWORD);
    if (ways.size() > 1) {
      throw several(ways);
    }
  }

  private static CommandFailure several(TreeSet<Setting> ways) {
    String flags = String.join(" and ", ways.stream().map(Setting::flag).toList());
    return CommandFailure.usage(
        "one way to say who connects is expected, and " + flags + " came together: leave one out");
  }

  /// Names what is set, and no value.
  @Override
  public String toString() {
    return "Settings" + new TreeSet<>(valueBySetting.keySet());
  }
}
