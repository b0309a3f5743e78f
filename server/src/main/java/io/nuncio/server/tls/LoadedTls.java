package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig;
import java.time.Instant;
import java.util.List;

/// What a configuration says of TLS, with what was in the files that it names.
///
/// @param config what was asked for
/// @param settings what sessions follow
/// @param openEngines makes engines that show the same certificates and demand none, for monitoring
/// @param notAfter when the first certificate expires
/// @param notes sentences for the log
/// @param warnings sentences for the log that should make the operator act
public record LoadedTls(
    TlsConfig.On config,
    TlsSettings settings,
    TlsEngines openEngines,
    Instant notAfter,
    List<String> notes,
    List<String> warnings) {
  /// Keeps copies.
  public LoadedTls {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }
}
