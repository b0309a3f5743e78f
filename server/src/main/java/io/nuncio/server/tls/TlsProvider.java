package io.nuncio.server.tls;

import java.security.GeneralSecurityException;
import java.util.Set;

/// An implementation of TLS. One that is on the module path as a service is preferred to that of
/// the Java runtime. Safe from any thread.
public interface TlsProvider {
  /// For the log.
  String name();

  /// Whether it can be used in this process; it may need a library for this machine.
  boolean isAvailable();

  /// The names of IANA of those that it can do.
  Set<String> cipherSuites();

  /// The names of IANA of those that it can do.
  Set<String> groups();

  /// Makes engines for clients.
  ///
  /// @param profile holds what this can do, and nothing else
  /// @throws GeneralSecurityException if it cannot after all; the message is for the operator
  TlsEngines engines(TlsProfile profile) throws GeneralSecurityException;
}
