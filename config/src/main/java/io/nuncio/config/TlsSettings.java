package io.nuncio.config;

import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.time.Duration;
import java.util.List;

/// What was said about TLS, before flags go over it.
///
/// @param place where; empty for nowhere
/// @param keyPairs empty for no TLS
record TlsSettings(
    String place,
    List<KeyPairFiles> keyPairs,
    ClientCertificates clients,
    TlsConfig.Choices choices,
    TlsConfig.Handshake handshake,
    TlsConfig.Stapling stapling) {
  private static final Duration AFTER_HANDSHAKE = Duration.ofSeconds(1);

  TlsSettings {
    keyPairs = List.copyOf(keyPairs);
  }

  static TlsSettings none() {
    return new TlsSettings(
        "",
        List.of(),
        ClientCertificates.none(),
        TlsConfig.Choices.secure(),
        TlsConfig.Handshake.defaults(),
        TlsConfig.Stapling.auto());
  }

  TlsSettings with(String otherPlace, List<KeyPairFiles> otherPairs, ClientCertificates others) {
    return new TlsSettings(otherPlace, otherPairs, others, choices, handshake, stapling);
  }

  /// How long a client may take to prove itself, where nobody says.
  Duration authTimeout() {
    return keyPairs.isEmpty()
        ? Timers.defaults().authTimeout()
        : handshake.timeout().plus(AFTER_HANDSHAKE);
  }

  TlsConfig config() {
    return keyPairs.isEmpty()
        ? new TlsConfig.Off()
        : new TlsConfig.On(place, keyPairs, clients, choices, handshake, stapling);
  }
}
