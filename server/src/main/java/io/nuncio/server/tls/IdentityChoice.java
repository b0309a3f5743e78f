package io.nuncio.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses which certificate a client is shown: the first of the right kind that is for the name
/// which the client asked for, or else the first of the right kind. Safe from any thread.
final class IdentityChoice extends X509ExtendedKeyManager {
  private static final int DNS_NAME = 2;

  private final List<ServerIdentity> identities;
  private final List<List<String>> names = new ArrayList<>();

  IdentityChoice(List<ServerIdentity> identities) {
    this.identities = List.copyOf(identities);
    for (ServerIdentity identity : identities) {
      names.add(names(identity.certificate()));
    }
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> each : alternatives) {
          if (each.get(0).equals(DNS_NAME)) {
            names.add(each.get(1).toString().toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException unreadable) {
      // It is for no name, then.
    }
    return names;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    int chosen = -1;
    String asked = askedFor(engine.getHandshakeSession());
    for (int i = 0; i < identities.size(); i++) {
      if (!isOfType(identities.get(i), keyType)) {
        continue;
      }
      if (asked.isEmpty() || names.get(i).contains(asked) || isWildcard(names.get(i), asked)) {
        return Integer.toString(i);
      }
      chosen = chosen < 0 ? i : chosen;
    }
    return chosen < 0 ? null : Integer.toString(chosen);
  }

  private static boolean isOfType(ServerIdentity identity, String keyType) {
    String algorithm = identity.certificate().getPublicKey().getAlgorithm();
    return keyType.equals(algorithm)
        || (keyType.equals("RSASSA-PSS") && algorithm.equals("RSA"))
        || keyType.startsWith(algorithm + "_");
  }

  private static boolean isWildcard(List<String> names, String asked) {
    int dot = asked.indexOf('.');
    return dot > 0 && names.contains("*" + asked.substring(dot));
  }

  /// Empty if the client asked for no name.
  private static String askedFor(@Nullable SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      try {
        for (SNIServerName name : extended.getRequestedServerNames()) {
          if (name instanceof SNIHostName host) {
            return host.getAsciiName().toLowerCase(Locale.ROOT);
          }
        }
      } catch (UnsupportedOperationException notKnownYet) {
        return "";
      }
    }
    return "";
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identities.get(Integer.parseInt(alias)).key();
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identities.get(Integer.parseInt(alias)).chain().toArray(new X509Certificate[0]);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < identities.size(); i++) {
      if (isOfType(identities.get(i), keyType)) {
        aliases.add(Integer.toString(i));
      }
    }
    return aliases.toArray(new String[0]);
  }

  /// There are no sockets here.
  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    String[] aliases = getServerAliases(keyType, issuers);
    return aliases.length == 0 ? null : aliases[0];
  }

  /// A server is no client.
  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
