package io.nuncio.config;

import io.nuncio.auth.Secret;

/// How clients prove who they are.
public sealed interface AuthenticationConfig {
  /// Every client is let in.
  record Open() implements AuthenticationConfig {}

  /// A client is let in when its `auth_token` is `token`.
  ///
  /// @param token the text itself, or its bcrypt hash; not empty, because an empty one would let
  ///   everybody in
  record Token(Secret token) implements AuthenticationConfig {
    /// @throws IllegalArgumentException if the token is empty
    public Token {
      if (token.isEmpty()) {
        throw new IllegalArgumentException("a token must not be empty");
      }
    }
  }

  /// A client is let in when its `user` and `pass` are these.
  ///
  /// @param user the name; not empty
  /// @param password the text itself, or its bcrypt hash; not empty, because an empty one would let
  ///   everybody in who knows the name
  record User(String user, Secret password) implements AuthenticationConfig {
    /// @throws IllegalArgumentException if one of them is empty
    public User {
      if (user.isEmpty() || password.isEmpty()) {
        throw new IllegalArgumentException("a user needs a name and a password");
      }
    }
  }
}
