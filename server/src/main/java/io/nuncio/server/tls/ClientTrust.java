package io.nuncio.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose signatures under clients' certificates count.
final class ClientTrust {
  private ClientTrust() {}

  /// Checks certificates: that they are signed by one of these, valid now, and for clients.
  ///
  /// @param authorities a PEM file; null for the authorities that the Java runtime trusts
  /// @throws IOException if the file cannot be read
  /// @throws GeneralSecurityException if the runtime cannot check certificates
  static X509TrustManager of(@Nullable Path authorities)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(authorities == null ? null : store(authorities));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager checking) {
        return checking;
      }
    }
    throw new GeneralSecurityException("the Java runtime cannot check certificates");
  }

  private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
    List<X509Certificate> certificates;
    try {
      certificates = PemFile.read(authorities).certificates();
    } catch (IOException unreadable) {
      throw new IOException(
          "failed to parse root ca certificate: " + unreadable.getMessage(), unreadable);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry(Integer.toString(i), certificates.get(i));
    }
    return store;
  }
}
