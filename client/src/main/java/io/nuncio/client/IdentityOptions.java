package io.nuncio.client;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The part of [Options.Builder] about who the client is, and TLS.
///
/// @param <B> the builder
public abstract sealed class IdentityOptions<B> extends ServerOptions<B> permits InertOptions {
  IdentityOptions(OptionValues values) {
    super(values);
  }

  /// A token that proves who the client is.
  public B token(@Nullable String token) {
    return token(token == null ? null : token.toCharArray());
  }

  /// A token that proves who the client is; the array is kept.
  public B token(char @Nullable [] token) {
    values.token = token == null ? null : () -> token;
    return self();
  }

  /// Where a token comes from; asked again at each connect.
  public B tokenSupplier(@Nullable Supplier<char[]> supplier) {
    values.token = supplier;
    return self();
  }

  public B userInfo(String user, String password) {
    return userInfo(user.toCharArray(), password.toCharArray());
  }

  /// Keeps the arrays.
  public B userInfo(char[] user, char[] password) {
    values.user = user;
    values.password = password;
    return self();
  }

  public B authHandler(@Nullable AuthHandler handler) {
    values.authHandler = handler;
    return self();
  }

  /// A `.creds` file that proves who the client is, read at each connect.
  public B credentialPath(@Nullable String file) {
    return authHandler(file == null ? null : Nats.credentials(file));
  }

  /// Demands TLS.
  ///
  /// @throws NoSuchAlgorithmException never; it is declared for code that was written for jnats
  public B secure() throws NoSuchAlgorithmException {
    return demandTls();
  }

  private B demandTls() {
    values.secure = true;
    return self();
  }

  /// Demands TLS, and begins with it before the server says anything.
  public B tlsFirst() {
    values.tlsFirst = true;
    return demandTls();
  }

  /// Demands TLS with this context.
  public B sslContext(SSLContext context) {
    values.sslContext = context;
    return demandTls();
  }

  /// Demands TLS with a server that one of these authorities speaks for.
  ///
  /// @param authorities a PEM file, read at each connect
  public B trustPem(Path authorities) {
    values.tlsFiles = values.tlsFiles.withTrust(authorities);
    return demandTls();
  }

  /// Demands TLS, and shows this certificate.
  ///
  /// @param certificate a PEM file with the certificate first and those above it after, read at
  ///   each connect
  /// @param key a PEM file with its key, PKCS#8 and not encrypted
  public B identityPem(Path certificate, Path key) {
    values.tlsFiles = values.tlsFiles.withIdentity(certificate, key);
    return demandTls();
  }

  /// Demands TLS, and shows the certificate in this key store of the JDK, PKCS#12 or JKS; read at
  /// each connect. PEM files count more.
  public B keystorePath(String file) {
    values.tlsFiles = values.tlsFiles.withKeyStore(Path.of(file));
    return demandTls();
  }

  /// What opens the key store and its key; the array is kept.
  public B keystorePassword(char[] password) {
    values.tlsFiles = values.tlsFiles.withKeyStorePassword(password);
    return self();
  }

  /// Demands TLS with a server that an authority in this key store speaks for; read at each
  /// connect. PEM files count more.
  public B truststorePath(String file) {
    values.tlsFiles = values.tlsFiles.withTrustStore(Path.of(file));
    return demandTls();
  }

  /// What opens the store of authorities; the array is kept.
  public B truststorePassword(char[] password) {
    values.tlsFiles = values.tlsFiles.withTrustStorePassword(password);
    return self();
  }
}
