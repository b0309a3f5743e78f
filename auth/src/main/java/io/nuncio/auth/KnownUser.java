package io.nuncio.auth;

import io.nuncio.wire.Nkey;
import java.util.Set;

/// One of several users that a server knows.
///
/// @param proof by which it shows who it is
/// @param permissions what it may do
/// @param connectionTypes what it may connect by; empty for anything
public record KnownUser(Proof proof, Permissions permissions, Set<ConnectionType> connectionTypes) {
  /// Keeps a copy.
  public KnownUser {
    connectionTypes = Set.copyOf(connectionTypes);
  }

  /// Somebody who may do everything, by any connection.
  public static KnownUser of(Proof proof) {
    return new KnownUser(proof, Permissions.ALL, Set.of());
  }

  /// The name, or the key, that it is known by; no secret.
  public String name() {
    return proof.name();
  }

  /// How a user shows who it is.
  public sealed interface Proof {
    /// The name, or the key, that the user is known by.
    String name();
  }

  /// By a name and a password.
  ///
  /// @param name not empty
  /// @param password the text itself, or its bcrypt hash; not empty, because an empty one would let
  ///   everybody in who knows the name
  public record Password(String name, Secret password) implements Proof {
    /// @throws IllegalArgumentException if one of them is empty
    public Password {
      if (name.isEmpty() || password.isEmpty()) {
        throw new IllegalArgumentException("a user needs a name and a password");
      }
    }
  }

  /// By a certificate that is for this name, and nothing else: see [CertificateMapping].
  ///
  /// @param name not empty
  public record Certificate(String name) implements Proof {
    /// @throws IllegalArgumentException if the name is empty
    public Certificate {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a user needs a name");
      }
    }
  }

  /// By the signature of what the server gave it to sign.
  public record Key(Nkey key) implements Proof {
    @Override
    public String name() {
      return key.toString();
    }
  }

  /// Whether `type` is one that it may connect by.
  boolean mayConnectBy(ConnectionType type) {
    return connectionTypes.isEmpty() || connectionTypes.contains(type);
  }
}
