package io.nuncio.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group in which client and server agree on a key, in the order that is best.
public enum TlsGroup {
  /// Hybrid: safe as long as one of its halves is.
  X25519_MLKEM768("X25519MLKEM768", "X25519MLKEM768"),
  /// Hybrid, of higher strength.
  SECP384R1_MLKEM1024("SecP384r1MLKEM1024", "SecP384r1MLKEM1024"),
  /// Hybrid, of curves that standards for governments allow.
  SECP256R1_MLKEM768("SecP256r1MLKEM768", "SecP256r1MLKEM768"),
  /// The elliptic curve of RFC 7748.
  X25519("X25519", "x25519"),
  /// The curve of NIST with 256 bits.
  P256("CurveP256", "secp256r1"),
  /// The curve of NIST with 384 bits.
  P384("CurveP384", "secp384r1"),
  /// The curve of NIST with 521 bits.
  P521("CurveP521", "secp521r1");

  private final String configured;
  private final String standard;

  TlsGroup(String configured, String standard) {
    this.configured = configured;
    this.standard = standard;
  }

  /// As a configuration file writes it.
  public String configuredName() {
    return configured;
  }

  /// As IANA and Java write it.
  public String standardName() {
    return standard;
  }

  /// All, the best first.
  public static List<TlsGroup> all() {
    return List.of(values());
  }

  /// The one that a configuration file calls `name`; null if there is none.
  static @Nullable TlsGroup named(String name) {
    for (TlsGroup group : values()) {
      if (group.configured.equals(name)) {
        return group;
      }
    }
    return null;
  }
}
