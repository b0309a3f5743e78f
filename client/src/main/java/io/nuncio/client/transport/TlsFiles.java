package io.nuncio.client.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Where a client's certificate and the authorities that it trusts are. PEM files count more than
/// key stores; without any the JDK's authorities are trusted, and no certificate is shown.
///
/// @param trust PEM file with authorities
/// @param certificate PEM file with the client's certificate
/// @param key PEM file with its key
/// @param keyStore the same in one file
/// @param trustStore authorities in a key store
public record TlsFiles(
    @Nullable Path trust,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Store keyStore,
    @Nullable Store trustStore) {
  /// No files.
  public static final TlsFiles NONE = new TlsFiles(null, null, null, null, null);

  private static final char[] NO_PASSWORD = {};

  /// A key store of the JDK, PKCS#12 or JKS.
  ///
  /// @param file null for a password whose file is not known yet
  /// @param password gives the array that it was given, not a copy
  public record Store(@Nullable Path file, Supplier<char[]> password) {
    private static final Store EMPTY = new Store(null, () -> NO_PASSWORD);

    KeyStore open(Path place) throws IOException, GeneralSecurityException {
      try {
        return KeyStore.getInstance(place.toFile(), password.get());
      } catch (IOException e) {
        throw new IOException("the key store " + place + " cannot be opened: " + e.getMessage(), e);
      }
    }

    /// Names the file.
    @Override
    public String toString() {
      return "Store[" + file + "]";
    }
  }

  /// With other authorities in a PEM file.
  public TlsFiles withTrust(Path file) {
    return new TlsFiles(file, certificate, key, keyStore, trustStore);
  }

  /// With another identity in PEM files.
  public TlsFiles withIdentity(Path certificateFile, Path keyFile) {
    return new TlsFiles(trust, certificateFile, keyFile, keyStore, trustStore);
  }

  /// With another identity in a key store.
  public TlsFiles withKeyStore(Path file) {
    Store with = new Store(file, known(keyStore).password());
    return new TlsFiles(trust, certificate, key, with, trustStore);
  }

  /// With the password of the key store and its key.
  public TlsFiles withKeyStorePassword(char[] password) {
    Store with = new Store(known(keyStore).file(), () -> password);
    return new TlsFiles(trust, certificate, key, with, trustStore);
  }

  /// With other authorities in a key store.
  public TlsFiles withTrustStore(Path file) {
    Store with = new Store(file, known(trustStore).password());
    return new TlsFiles(trust, certificate, key, keyStore, with);
  }

  /// With the password of the store of authorities.
  public TlsFiles withTrustStorePassword(char[] password) {
    Store with = new Store(known(trustStore).file(), () -> password);
    return new TlsFiles(trust, certificate, key, keyStore, with);
  }

  private static Store known(@Nullable Store store) {
    return store == null ? Store.EMPTY : store;
  }

  /// What the files say, read now.
  ///
  /// @throws IOException if a file cannot be used; the message names it and nothing of its content
  public SSLContext context() throws IOException {
    try {
      if (trust == null && certificate == null && keyStore == null && trustStore == null) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(), authorities(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private KeyManager @Nullable [] identity() throws IOException, GeneralSecurityException {
    if (certificate != null && key != null) {
      return PemFiles.identity(certificate, key);
    }
    Path file = known(keyStore).file();
    if (file == null) {
      return null;
    }
    return PemFiles.identity(known(keyStore).open(file), known(keyStore).password().get());
  }

  private TrustManager @Nullable [] authorities() throws IOException, GeneralSecurityException {
    if (trust != null) {
      return PemFiles.trust(trust);
    }
    Path file = known(trustStore).file();
    return file == null ? null : PemFiles.trust(known(trustStore).open(file));
  }
}
