package io.nuncio.client;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Options as properties, by the names that jnats gives them. Names that are not listed here are
/// left alone: properties may hold other things, too.
final class OptionProperties {
  private OptionProperties() {}

  private static final String PREFIX = "io.nats.client.";

  private static Map<String, BiConsumer<Options.Builder, String>> setters() {
    Map<String, BiConsumer<Options.Builder, String>> setters = new TreeMap<>();
    setters.put(PREFIX + "url", Options.Builder::server);
    setters.put(PREFIX + "servers", Options.Builder::server);
    setters.put(PREFIX + "name", Options.Builder::connectionName);
    setters.put(PREFIX + "token", Options.Builder::token);
    setters.put(PREFIX + "credential.path", Options.Builder::credentialPath);
    setters.put(PREFIX + "keyStore", Options.Builder::keystorePath);
    setters.put(PREFIX + "keyStorePassword", (to, text) -> to.keystorePassword(text.toCharArray()));
    setters.put(PREFIX + "trustStore", Options.Builder::truststorePath);
    setters.put(
        PREFIX + "trustStorePassword", (to, text) -> to.truststorePassword(text.toCharArray()));
    setters.put("inbox.prefix", Options.Builder::inboxPrefix);
    setters.put(PREFIX + "timeout", (to, text) -> to.connectionTimeout(millis(text)));
    setters.put(PREFIX + "socket.write.timeout", (to, text) -> to.socketWriteTimeout(millis(text)));
    setters.put(PREFIX + "reconnect.wait", (to, text) -> to.reconnectWait(millis(text)));
    setters.put(PREFIX + "reconnect.jitter", (to, text) -> to.reconnectJitter(millis(text)));
    setters.put(PREFIX + "reconnect.jitter.tls", (to, text) -> to.reconnectJitterTls(millis(text)));
    setters.put(PREFIX + "pinginterval", (to, text) -> to.pingInterval(millis(text)));
    setters.put(PREFIX + "maxpings", (to, text) -> to.maxPingsOut(Integer.parseInt(text)));
    setters.put(PREFIX + "reconnect.max", (to, text) -> to.maxReconnects(Integer.parseInt(text)));
    setters.put(
        PREFIX + "reconnect.buffer.size",
        (to, text) -> to.reconnectBufferSize(Long.parseLong(text)));
    addSwitches(setters);
    return setters;
  }

  /// Those that are switched on by `true`.
  private static void addSwitches(Map<String, BiConsumer<Options.Builder, String>> setters) {
    setters.put(PREFIX + "noecho", on(Options.Builder::noEcho));
    setters.put(PREFIX + "noheaders", on(Options.Builder::noHeaders));
    setters.put(PREFIX + "nonoresponders", on(Options.Builder::noNoResponders));
    setters.put(PREFIX + "norandomize", on(Options.Builder::noRandomize));
    setters.put(PREFIX + "pedantic", on(Options.Builder::pedantic));
    setters.put(PREFIX + "verbose", on(Options.Builder::verbose));
    setters.put(PREFIX + "secure", on(to -> to.values.secure = true));
    setters.put(PREFIX + "tls.first", on(Options.Builder::tlsFirst));
    setters.put(PREFIX + "reportNoResponders", on(Options.Builder::reportNoResponders));
    setters.put(PREFIX + "use.timeout.exception", on(Options.Builder::useTimeoutException));
    setters.put("ignore.discovered.servers", on(Options.Builder::ignoreDiscoveredServers));
    setters.put("ignore_discovered_servers", on(Options.Builder::ignoreDiscoveredServers));
  }

  private interface Switch {
    void turnOn(Options.Builder builder);
  }

  private static BiConsumer<Options.Builder, String> on(Switch option) {
    return (builder, text) -> {
      if (Boolean.parseBoolean(text)) {
        option.turnOn(builder);
      }
    };
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  /// Takes over what `properties` say.
  ///
  /// @throws IllegalArgumentException if a value is not what its option takes
  static void apply(Properties properties, Options.Builder builder) {
    setters()
        .forEach((name, setter) -> {
          String text = properties.getProperty(name);
          if (text != null) {
            set(name, text.strip(), builder, setter);
          }
        });
    String user = properties.getProperty(PREFIX + "username");
    if (user != null) {
      builder.userInfo(user, properties.getProperty(PREFIX + "password", ""));
    }
  }

  private static void set(
      String name,
      String text,
      Options.Builder builder,
      BiConsumer<Options.Builder, String> setter) {
    try {
      setter.accept(builder, text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("the property " + name + " is a whole number");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the property " + name + ": " + e.getMessage(), e);
    }
  }
}
