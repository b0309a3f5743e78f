package io.nuncio.cli.outside;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variables of the environment, and the home folder.
///
/// @param home where `~` leads
public record Environment(Map<String, String> variables, Path home) {
  /// Keeps a copy.
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// The value of a variable; null if it is not set, or to nothing.
  public @Nullable String get(String name) {
    String value = variables.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /// Where programs of this user keep what is configured.
  public Path configuration() {
    String named = get("XDG_CONFIG_HOME");
    return named == null ? home.resolve(".config") : Path.of(named);
  }

  /// A path as a person writes it: `~/` leads home.
  public Path path(String written) {
    return written.startsWith("~/") ? home.resolve(written.substring(2)) : Path.of(written);
  }

  /// Names no value: some are secret.
  @Override
  public String toString() {
    return "Environment[home=" + home + "]";
  }
}
