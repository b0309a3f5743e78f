package io.nuncio.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the server protects its connections.
///
/// Of certificates and keys it knows the files only; what is in them is read by the server, at its
/// start and at each reload.
public sealed interface TlsConfig {
  /// Not at all.
  record Off() implements TlsConfig {}

  /// With certificates.
  ///
  /// @param place where this was asked for, to stand in front of what is wrong with the files: a
  ///   position in a file, or a flag
  /// @param keyPairs one or more; the first that fits a client is shown to it
  record On(
      String place,
      List<KeyPairFiles> keyPairs,
      ClientCertificates clients,
      Choices choices,
      Handshake handshake,
      Stapling stapling)
      implements TlsConfig {
    /// @throws IllegalArgumentException if there is no key pair
    public On {
      keyPairs = List.copyOf(keyPairs);
      if (keyPairs.isEmpty()) {
        throw new IllegalArgumentException("TLS needs a certificate and its key");
      }
    }
  }

  /// Where a certificate and its key are.
  ///
  /// @param certificate in PEM, with the certificates behind it that clients need to check it
  /// @param key in PEM, without a password
  record KeyPairFiles(Path certificate, Path key) {}

  /// What clients have to show.
  ///
  /// @param required whether they must show a certificate
  /// @param mapped whether it says which user they are
  /// @param authorities who must have signed it, in PEM; null for those that the Java runtime
  ///   trusts
  /// @param pinned the keys that it may have, as lower-case hexadecimal SHA-256 of their
  ///   `SubjectPublicKeyInfo`; empty for any
  record ClientCertificates(
      boolean required, boolean mapped, @Nullable Path authorities, Set<String> pinned) {
    /// @throws IllegalArgumentException if a certificate is mapped that nobody has to show
    public ClientCertificates {
      pinned = Set.copyOf(pinned);
      if (mapped && !required) {
        throw new IllegalArgumentException("verify_and_map needs verify");
      }
    }

    /// None.
    public static ClientCertificates none() {
      return new ClientCertificates(false, false, null, Set.of());
    }

    /// The same, whether they must show one apart.
    public ClientCertificates withRequired(boolean other) {
      return new ClientCertificates(other, mapped, authorities, pinned);
    }

    /// The same with other authorities.
    public ClientCertificates withAuthorities(Path other) {
      return new ClientCertificates(required, mapped, other, pinned);
    }
  }

  /// What client and server may agree on.
  ///
  /// @param oldest version of the protocol
  /// @param cipherSuites the best first, by the names of IANA; those of TLS 1.3 are among them
  /// @param groups to agree on keys in, the best first
  record Choices(Version oldest, List<String> cipherSuites, List<TlsGroup> groups) {
    /// Keeps copies.
    public Choices {
      cipherSuites = List.copyOf(cipherSuites);
      groups = List.copyOf(groups);
    }

    /// Everything that is considered secure.
    public static Choices secure() {
      return new Choices(Version.TLS_1_2, TlsCipherSuites.secure(), TlsGroup.all());
    }
  }

  /// A version of the protocol.
  enum Version {
    /// RFC 5246.
    TLS_1_2,
    /// RFC 8446.
    TLS_1_3
  }

  /// How connections begin.
  ///
  /// @param timeout until the handshake must be done; greater than zero
  /// @param first what comes first
  /// @param perSecond handshakes that are begun in a second; 0 for any number
  /// @param plainToo whether clients without TLS are served on the same port
  record Handshake(Duration timeout, First first, long perSecond, boolean plainToo) {
    /// Of a server that was told nothing else.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /// @throws IllegalArgumentException if a value is out of its range
    public Handshake {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException("tls.timeout is greater than zero, got " + timeout);
      }
      if (perSecond < 0) {
        throw new IllegalArgumentException(
            "tls.connection_rate_limit is 0 or more, got " + perSecond);
      }
    }

    /// As nats-server does without being told.
    public static Handshake defaults() {
      return new Handshake(DEFAULT_TIMEOUT, First.info(), 0, false);
    }

    /// The same with or without clients that do not use TLS.
    public Handshake withPlainToo(boolean other) {
      return new Handshake(timeout, first, perSecond, other);
    }
  }

  /// Whether the handshake comes before the server's `INFO`.
  ///
  /// @param handshake whether it may
  /// @param patience how long the server waits for it before it sends its `INFO`; null for as long
  ///   as the handshake may take, and then no `INFO` goes out in plain text
  record First(boolean handshake, @Nullable Duration patience) {
    /// What `auto` stands for.
    public static final Duration AUTO = Duration.ofMillis(50);

    /// `INFO` comes first.
    public static First info() {
      return new First(false, null);
    }
  }

  /// Whether the answer of an OCSP responder is shown beside the certificate.
  ///
  /// @param mode when
  /// @param responder to ask instead of the one that the certificate names; null for that one
  record Stapling(Mode mode, @Nullable String responder) {
    /// As nats-server does without being told: if the certificate says so.
    public static Stapling auto() {
      return new Stapling(Mode.AUTO, null);
    }

    /// Never.
    public static Stapling never() {
      return new Stapling(Mode.NEVER, null);
    }
  }

  /// When an OCSP answer is shown.
  enum Mode {
    /// Not at all.
    NEVER,
    /// If the certificate says that it must be.
    AUTO,
    /// To every client that asks.
    ALWAYS
  }
}
