package io.nuncio.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The cipher suites that nats-server 2.15.2 knows, by the names of IANA, the best first.
///
/// As in nats-server, a configuration says which of those of TLS 1.2 may be used, and neither their
/// order nor those of TLS 1.3, which are all secure.
final class TlsCipherSuites {
  private static final List<String> TLS_1_3 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final List<String> SECURE =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

  private static final List<String> INSECURE =
      List.of(
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
          "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_RC4_128_SHA");

  private TlsCipherSuites() {}

  /// Those that hold if nobody says otherwise.
  static List<String> secure() {
    return only(SECURE);
  }

  /// All names.
  static List<String> all() {
    List<String> all = new ArrayList<>(TLS_1_3);
    all.addAll(SECURE);
    all.addAll(INSECURE);
    return all;
  }

  static boolean isInsecure(String name) {
    return INSECURE.contains(name);
  }

  /// Those of `names` and all of TLS 1.3, in the order that is best.
  static List<String> only(Collection<String> names) {
    List<String> chosen = new ArrayList<>();
    for (String name : all()) {
      if (TLS_1_3.contains(name) || names.contains(name)) {
        chosen.add(name);
      }
    }
    return chosen;
  }
}
