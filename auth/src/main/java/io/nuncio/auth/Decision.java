package io.nuncio.auth;

/// What became of a check.
public sealed interface Decision {
  /// The client is let in.
  record Accepted(AuthorizedUser user) implements Decision {}

  /// The client is not let in.
  record Refused() implements Decision {}

  /// It takes long and goes on elsewhere; the answer comes later.
  record Later() implements Decision {}
}
