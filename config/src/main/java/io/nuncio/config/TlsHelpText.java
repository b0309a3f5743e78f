package io.nuncio.config;

/// The answer to `--help_tls`.
final class TlsHelpText {
  private static final String EXAMPLE =
      """
      TLS is configured by the block tls of a configuration file, for example:

          tls {
            cert_file: "server-cert.pem"
            key_file:  "server-key.pem"
            ca_file:   "ca.pem"
            verify:    true

            min_version: "1.2"
            cipher_suites: [
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
            ]
            curve_preferences: [ "X25519", "CurveP256" ]
          }

      or by the flags --tlscert, --tlskey, --tlscacert and --tlsverify.

      """;

  private TlsHelpText() {}

  static String text() {
    var text = new StringBuilder(EXAMPLE).append("Cipher suites, the best first:\n");
    for (String name : TlsCipherSuites.all()) {
      text.append("    ")
          .append(name)
          .append(
              TlsCipherSuites.isInsecure(name)
                  ? "    (insecure: needs allow_insecure_cipher_suites)"
                  : "")
          .append('\n');
    }
    text.append("\nCurves and hybrid groups, the best first:\n");
    for (TlsGroup group : TlsGroup.values()) {
      text.append("    ").append(group.configuredName()).append('\n');
    }
    return text.toString();
  }
}
