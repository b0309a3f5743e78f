package io.nuncio.server.tls;

import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The implementation that every Java runtime has.
final class JavaTls implements TlsProvider {
  /// Read by the runtime when it first needs them.
  private static final String NO_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  private final SSLParameters supported;

  /// @throws GeneralSecurityException if the runtime has no TLS
  JavaTls() throws GeneralSecurityException {
    setUnlessSet(NO_RENEGOTIATION, "true");
    supported = context(new KeyManager[0], null).getSupportedSSLParameters();
  }

  static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public String name() {
    return "the Java runtime";
  }

  @Override
  public @Nullable String obstacle(Set<String> keyKinds) {
    return null;
  }

  @Override
  public Set<String> cipherSuites() {
    return Set.of(supported.getCipherSuites());
  }

  @Override
  public Set<String> groups() {
    String[] names = supported.getNamedGroups();
    return names == null ? Set.of() : Set.of(names);
  }

  /// Sessions belong to a context, and one that is resumed repeats a certificate that nobody looks
  /// at again, though it may have expired. So engines that demand a certificate share no context.
  @Override
  public TlsEngines engines(TlsProfile profile) throws GeneralSecurityException {
    KeyManager[] keys = {profile.keys()};
    SSLContext shared = context(keys, profile.trust());
    String[] protocols = profile.protocols().toArray(new String[0]);
    String[] suites = profile.cipherSuites().toArray(new String[0]);
    String[] groups = profile.groups().toArray(new String[0]);
    boolean demand = profile.trust() != null;
    return () -> {
      SSLContext context = demand ? another(keys, profile.trust()) : shared;
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(false);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setProtocols(protocols);
      parameters.setCipherSuites(suites);
      parameters.setUseCipherSuitesOrder(true);
      parameters.setNamedGroups(groups);
      parameters.setNeedClientAuth(demand);
      engine.setSSLParameters(parameters);
      return engine;
    };
  }

  private static SSLContext another(KeyManager[] keys, @Nullable X509TrustManager trust) {
    try {
      return context(keys, trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the first one could be made", e);
    }
  }

  /// Without anybody to trust it trusts nobody; null would make it read the authorities of the
  /// runtime, which takes long.
  private static SSLContext context(KeyManager[] keys, @Nullable X509TrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust == null ? new TrustManager[0] : new TrustManager[] {trust}, null);
    return context;
  }
}
