package io.nuncio.config;

import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags about TLS.
///
/// They name other files and demand certificates. What else a configuration file says of TLS, and
/// what holds where nobody says anything, is the same with flags as without, at the start and at
/// each reload (CVE-2021-32026).
final class TlsFlags {
  private static final String EXAMPLE =
      ": add --tlscert server-cert.pem --tlskey server-key.pem, or leave the TLS flags out";

  private TlsFlags() {}

  /// What the flags say, over what `file` says.
  ///
  /// @throws CommandLineException if the certificate or its key is missing, or flags contradict the
  ///   file
  static TlsSettings over(TlsSettings file, ParsedFlags flags) throws CommandLineException {
    if ("false".equals(flags.value(Flag.TLS))) {
      return TlsSettings.none();
    }
    Path certificate = FlagValues.path(flags, Flag.TLS_CERT);
    Path key = FlagValues.path(flags, Flag.TLS_KEY);
    Path authorities = FlagValues.path(flags, Flag.TLS_CA_CERT);
    boolean on = flags.isOn(Flag.TLS) || flags.isOn(Flag.TLS_VERIFY);
    if (!on && certificate == null && key == null && authorities == null) {
      return unverified(file, flags);
    }
    List<KeyPairFiles> pairs = pairs(file, certificate, key);
    String place = certificate == null ? file.place() : "--tlscert";
    return unverified(file.with(place, pairs, clients(file, authorities, flags)), flags);
  }

  private static List<KeyPairFiles> pairs(
      TlsSettings file, @Nullable Path certificate, @Nullable Path key)
      throws CommandLineException {
    if (certificate != null && key != null) {
      return List.of(new KeyPairFiles(certificate, key));
    }
    if (key != null || (certificate == null && file.keyPairs().isEmpty())) {
      throw new CommandLineException("TLS Server certificate must be present and valid" + EXAMPLE);
    }
    if (certificate != null) {
      throw new CommandLineException("TLS Server private key must be present and valid" + EXAMPLE);
    }
    return file.keyPairs();
  }

  private static ClientCertificates clients(
      TlsSettings file, @Nullable Path authorities, ParsedFlags flags) {
    ClientCertificates clients = file.clients();
    if (authorities != null) {
      clients = clients.withAuthorities(authorities);
    }
    return flags.isOn(Flag.TLS_VERIFY) ? clients.withRequired(true) : clients;
  }

  /// `--tlsverify=false` asks for no certificates, whatever the file says.
  private static TlsSettings unverified(TlsSettings settings, ParsedFlags flags)
      throws CommandLineException {
    if (!"false".equals(flags.value(Flag.TLS_VERIFY))) {
      return settings;
    }
    if (settings.clients().mapped()) {
      throw new CommandLineException(
          "--tlsverify=false and tls.verify_and_map of the configuration file exclude each other:"
              + " leave out one of them");
    }
    return settings.with(
        settings.place(), settings.keyPairs(), settings.clients().withRequired(false));
  }
}
