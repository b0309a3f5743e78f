package io.nuncio.config;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.KnownUser;
import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// A client is let in when its `auth_token` is one of these and has not expired. For rotation:
  /// the next token holds beside the last one until every client has it.
  ///
  /// @param tokens one or more, with different names, at most [#MAX_HASHED] of them hashed
  record Tokens(List<NamedToken> tokens) implements AuthenticationConfig {
    /// How many may be bcrypt hashes: a wrong token is compared with each, for tens of
    /// milliseconds.
    public static final int MAX_HASHED = 8;

    /// @throws IllegalArgumentException if there is none, two share a name, or too many are hashed
    public Tokens {
      tokens = List.copyOf(tokens);
      Set<String> names = new HashSet<>();
      tokens.forEach(token -> names.add(token.name()));
      if (tokens.isEmpty() || names.size() < tokens.size()) {
        throw new IllegalArgumentException("expected one token or more, with different names");
      }
      if (tokens.stream().filter(token -> Authenticator.isHashed(token.token())).count()
          > MAX_HASHED) {
        throw new IllegalArgumentException("at most " + MAX_HASHED + " tokens may be hashes");
      }
    }

    /// The names of those that do not hold any more.
    public List<String> expired(Instant now) {
      return tokens.stream()
          .filter(token -> token.expires() != null && !token.expires().isAfter(now))
          .map(NamedToken::name)
          .toList();
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

  /// A client is let in when it proves to be one of these, by a password or by a signature.
  ///
  /// @param users one or more, with different names
  /// @param silent the name of the one that a client is who presents nothing; empty for none
  record Users(List<KnownUser> users, String silent) implements AuthenticationConfig {
    /// @throws IllegalArgumentException if there is none, two share a name, or none is called
    ///   `silent`
    public Users {
      users = List.copyOf(users);
      Set<String> names = new HashSet<>();
      users.forEach(user -> names.add(user.name()));
      if (users.isEmpty() || names.size() < users.size()) {
        throw new IllegalArgumentException("expected one user or more, with different names");
      }
      if (!silent.isEmpty() && !names.contains(silent)) {
        throw new IllegalArgumentException("expected the name of one of the users");
      }
    }

    /// The one that a client is who presents nothing; null for none.
    public @Nullable KnownUser silentUser() {
      for (KnownUser user : users) {
        if (user.name().equals(silent)) {
          return user;
        }
      }
      return null;
    }
  }

  /// Whether any user has a password that this server knows in plain text.
  default boolean hasPlainPasswords() {
    if (this instanceof User(String user, Secret password)) {
      return !Authenticator.isHashed(password);
    }
    if (this instanceof Users several) {
      for (KnownUser user : several.users()) {
        if (user.proof() instanceof KnownUser.Password(String name, Secret password)
            && !Authenticator.isHashed(password)) {
          return true;
        }
      }
    }
    return false;
  }
}
