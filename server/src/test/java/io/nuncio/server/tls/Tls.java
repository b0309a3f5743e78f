package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig;
import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Configurations of TLS for tests.
final class Tls {
  private Tls() {}

  static KeyPairFiles pair(Path certificate, Path key) {
    return new KeyPairFiles(certificate, key);
  }

  static TlsConfig.On plain(KeyPairFiles... pairs) {
    return with(ClientCertificates.none(), TlsConfig.Choices.secure(), pairs);
  }

  static TlsConfig.On verifying(@Nullable Path authorities, KeyPairFiles... pairs) {
    return with(
        new ClientCertificates(true, false, authorities, Set.of()),
        TlsConfig.Choices.secure(),
        pairs);
  }

  static TlsConfig.On with(
      ClientCertificates clients, TlsConfig.Choices choices, KeyPairFiles... pairs) {
    return new TlsConfig.On(
        "nats.conf:3:5",
        List.of(pairs),
        clients,
        choices,
        TlsConfig.Handshake.defaults(),
        TlsConfig.Stapling.never());
  }

  static LoadedTls load(TlsConfig.On config) throws IOException {
    return TlsLoader.load(config, Instant.now());
  }
}
