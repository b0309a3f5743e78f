package io.nuncio.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server is called and what it says about itself.
///
/// @param serverName without white space; null for a generated one
/// @param clientAdvertise the `host:port` that clients are told to connect to; null for the address
///   listened on
/// @param tags words to choose servers by; shown, and nothing else yet
/// @param metadata free to use; shown, and nothing else
/// @param featureFlags behaviours of nats-server switched on or off by name; none of them belongs
///   to what is built, so they change nothing yet
public record Identity(
    @Nullable String serverName,
    @Nullable String clientAdvertise,
    List<String> tags,
    Map<String, String> metadata,
    Map<String, Boolean> featureFlags) {
  /// Keeps copies.
  ///
  /// @throws IllegalArgumentException if the name is empty or has white space in it
  public Identity {
    if (serverName != null && !isName(serverName)) {
      throw new IllegalArgumentException(
          "a server name is one word without white space, got \"" + serverName + "\"");
    }
    tags = List.copyOf(tags);
    metadata = Map.copyOf(metadata);
    featureFlags = Map.copyOf(featureFlags);
  }

  /// A generated name, and nothing more.
  public static Identity defaults() {
    return new Identity(null, null, List.of(), Map.of(), Map.of());
  }

  /// With the defaults for all the rest.
  public static Identity named(String serverName) {
    return new Identity(serverName, null, List.of(), Map.of(), Map.of());
  }

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
