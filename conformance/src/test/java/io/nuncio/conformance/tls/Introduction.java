package io.nuncio.conformance.tls;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a client presents itself to a server, and what it then talks about.
///
/// @param port the server's, on the loopback interface
/// @param subject what it publishes, subscribes to and asks
/// @param options by name: `ca`, `identity`, `first`, `patience`, `token`, `user`, `password`,
///   `seed`, as `interop/python/encrypted.py` has them
record Introduction(int port, String subject, Map<String, String> options) {
  Introduction {
    options = Map.copyOf(options);
  }

  /// One with nothing to show to whoever trusts nobody in particular.
  static Introduction to(int port) {
    return new Introduction(port, "joe.talk", Map.of());
  }

  /// With another option.
  Introduction with(String name, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(name, value);
    return new Introduction(port, subject, more);
  }

  Introduction about(String other) {
    return new Introduction(port, other, options);
  }

  @Nullable String option(String name) {
    return options.get(name);
  }
}
