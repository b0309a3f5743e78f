package io.nuncio.config.conf;

import org.jspecify.annotations.Nullable;

/// The environment: what a variable means that no key of the file defines.
@FunctionalInterface
public interface ConfVariables {
  /// The text of the variable `name`, or null if there is none.
  @Nullable String value(String name);
}
