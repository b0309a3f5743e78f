package io.nuncio.boringssl;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.nuncio.server.tls.TlsEngines;
import io.nuncio.server.tls.TlsProfile;
import io.nuncio.server.tls.TlsProvider;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Makes engines that are BoringSSL's. What an engine holds outside of the heap is freed when both
/// of its directions are closed, or with the engine if somebody forgets that.
public final class BoringSsl implements TlsProvider {
  /// The groups that BoringSSL has, by their standard names.
  private static final Set<String> GROUPS =
      Set.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "secp521r1");

  private static final List<String> TLS_1_3_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final Set<String> KEY_KINDS = Set.of("EC", "RSA");

  /// Made by the service loader.
  public BoringSsl() {}

  @Override
  public String name() {
    return "BoringSSL";
  }

  /// Its engines cannot tell which of several kinds of certificates a client understands.
  @Override
  public @Nullable String obstacle(Set<String> keyKinds) {
    if (keyKinds.size() > 1) {
      return "the certificates' keys are of several kinds, " + String.join(" and ", keyKinds);
    }
    for (String kind : keyKinds) {
      if (!KEY_KINDS.contains(kind)) {
        return "the certificate's key is one of " + kind;
      }
    }
    return missing();
  }

  /// Why the library is not there; null if it is.
  static @Nullable String missing() {
    try {
      Throwable cause = OpenSsl.unavailabilityCause();
      return cause == null ? null : firstLine(cause);
    } catch (LinkageError jarMissing) {
      return firstLine(jarMissing);
    }
  }

  private static String firstLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("");
  }

  @Override
  public Set<String> cipherSuites() {
    return OpenSsl.availableJavaCipherSuites();
  }

  @Override
  public Set<String> groups() {
    return GROUPS;
  }

  @Override
  public TlsEngines engines(TlsProfile profile) throws GeneralSecurityException {
    X509TrustManager trust = profile.trust();
    // Those of TLS 1.3 are not for choosing, and it logs a complaint when they are.
    List<String> suites = new ArrayList<>(profile.cipherSuites());
    suites.removeIf(suite -> !suite.contains("_WITH_"));
    suites.addAll(0, TLS_1_3_SUITES);
    try {
      // Without the cache each handshake would parse the certificates and the key again.
      var keys = new OpenSslCachingX509KeyManagerFactory(new GivenKeys(profile.keys()));
      SslContextBuilder builder =
          SslContextBuilder.forServer(keys)
              .sslProvider(SslProvider.OPENSSL)
              .protocols(profile.protocols())
              .ciphers(suites, IdentityCipherSuiteFilter.INSTANCE)
              .option(OpenSslContextOption.GROUPS, profile.groups().toArray(new String[0]))
              .applicationProtocolConfig(ApplicationProtocolConfig.DISABLED)
              .clientAuth(trust == null ? ClientAuth.NONE : ClientAuth.REQUIRE);
      if (trust != null) {
        builder.trustManager(trust);
      }
      SslContext context = builder.build();
      return () -> context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    } catch (SSLException | IllegalArgumentException cannot) {
      throw new GeneralSecurityException("BoringSSL: " + cannot.getMessage(), cannot);
    }
  }
}
