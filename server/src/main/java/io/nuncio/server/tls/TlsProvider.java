package io.nuncio.server.tls;

import java.security.GeneralSecurityException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An implementation of TLS. One that is on the module path as a service is preferred to that of
/// the Java runtime. Safe from any thread.
public interface TlsProvider {
  /// For the log.
  String name();

  /// Why it cannot be used, for the log: this process may lack a library for this machine, or the
  /// certificates may be beyond it. Asked before anything else but the name.
  ///
  /// @param keyKinds algorithms of the certificates' keys, as Java names them
  /// @return null if it can be used
  @Nullable String obstacle(Set<String> keyKinds);

  /// The names of IANA of those that it can do.
  Set<String> cipherSuites();

  /// The names of IANA of those that it can do.
  Set<String> groups();

  /// Makes engines for clients. What an engine holds outside of the heap it frees when both of its
  /// directions are closed and all it has to say is taken.
  ///
  /// @param profile holds what this can do, and nothing else
  /// @throws GeneralSecurityException if it cannot after all; the message is for the operator
  TlsEngines engines(TlsProfile profile) throws GeneralSecurityException;
}
