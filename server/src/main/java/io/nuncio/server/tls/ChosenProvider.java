package io.nuncio.server.tls;

import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/// Which implementation of TLS is used in this process.
///
/// @param note a sentence for the log: which, and why not another that is there
public record ChosenProvider(TlsProvider provider, String note) {
  private static final String SPOKEN_BY = "TLS is spoken by ";

  /// The first service that can be used, or else the Java runtime.
  ///
  /// @param keyKinds algorithms of the certificates' keys
  /// @param stapling whether certificates are stapled, which only the Java runtime can
  /// @throws GeneralSecurityException if the runtime has no TLS
  public static ChosenProvider preferred(Set<String> keyKinds, boolean stapling)
      throws GeneralSecurityException {
    String obstacles = "";
    Iterator<TlsProvider> found = ServiceLoader.load(TlsProvider.class).iterator();
    try {
      while (found.hasNext()) {
        TlsProvider provider = found.next();
        String obstacle = stapling ? "it does not staple" : provider.obstacle(keyKinds);
        if (obstacle == null) {
          return new ChosenProvider(provider, SPOKEN_BY + provider.name());
        }
        obstacles += ", because " + provider.name() + " cannot be used: " + obstacle;
      }
    } catch (ServiceConfigurationError broken) {
      obstacles += ", because another cannot be used: " + broken.getMessage();
    }
    TlsProvider runtime = new JavaTls();
    return new ChosenProvider(runtime, SPOKEN_BY + runtime.name() + obstacles);
  }
}
