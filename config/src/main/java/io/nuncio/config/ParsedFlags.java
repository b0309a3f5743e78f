package io.nuncio.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command line taken apart, before anybody asks what it means.
///
/// @param givenByFlag what was written last for each flag
/// @param words what follows the flags
/// @param wordsFollowSecret whether the last flag before the words holds a secret, so that the
///   first word may be the rest of it
record ParsedFlags(Map<Flag, Given> givenByFlag, List<String> words, boolean wordsFollowSecret) {
  /// A flag as it was written.
  ///
  /// @param name without dashes
  record Given(String name, String value) {
    /// Hides the value: it may be a secret.
    @Override
    public String toString() {
      return "Given[name=" + name + "]";
    }
  }

  @Nullable String value(Flag flag) {
    Given given = givenByFlag.get(flag);
    return given == null ? null : given.value();
  }

  /// What a flag says, where one that says nothing counts as not given.
  @Nullable String text(Flag flag) {
    String value = value(flag);
    return value == null || value.isEmpty() ? null : value;
  }

  boolean isOn(Flag flag) {
    return "true".equals(value(flag));
  }
}
