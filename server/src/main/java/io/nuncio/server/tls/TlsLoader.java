package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import io.nuncio.config.TlsGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Reads the files that a configuration names, and makes of them what sessions follow. Used once,
/// by one thread and by one of its own, which tries the keys while the other makes engines.
public final class TlsLoader {
  private final TlsConfig.On config;
  private final Instant now;
  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private TlsLoader(TlsConfig.On config, Instant now) {
    this.config = config;
    this.now = now;
  }

  /// Loads what `config` names.
  ///
  /// @param now to tell whether certificates have expired
  /// @throws IOException if a file cannot be used, or nothing of what was asked for can be done;
  ///   its message says where it was asked for, and is for the operator
  public static LoadedTls load(TlsConfig.On config, Instant now) throws IOException {
    try {
      return new TlsLoader(config, now).load();
    } catch (IOException wrong) {
      throw new IOException(config.place() + ": " + wrong.getMessage(), wrong);
    } catch (GeneralSecurityException wrong) {
      throw new IOException(config.place() + ": TLS cannot be used: " + wrong.getMessage(), wrong);
    }
  }

  private LoadedTls load() throws IOException, GeneralSecurityException {
    List<ServerIdentity> identities = identities();
    List<ServerIdentity> asRead = List.copyOf(identities);
    var keys = new FutureTask<@Nullable Void>(() -> check(asRead));
    Thread.ofPlatform().daemon().name("tls-keys").start(keys);
    LoadedTls loaded = load(identities);
    await(keys);
    return loaded;
  }

  private @Nullable Void check(List<ServerIdentity> identities) throws IOException {
    for (int i = 0; i < identities.size(); i++) {
      try {
        identities.get(i).check(config.keyPairs().get(i));
      } catch (IOException wrong) {
        throw wrongPair(i, wrong);
      }
    }
    return null;
  }

  private static void await(FutureTask<?> keys) throws IOException {
    try {
      keys.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException wrong
          ? wrong
          : new IOException("the private key could not be tried", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the private key was tried");
    }
  }

  private LoadedTls load(List<ServerIdentity> identities)
      throws IOException, GeneralSecurityException {
    boolean stapling =
        Stapling.begin(config.stapling(), identities.getFirst(), config.handshake().timeout());
    if (stapling) {
      identities.set(0, withIssuer(identities.getFirst()));
    }
    ChosenProvider chosen = ChosenProvider.preferred(keyKinds(identities), stapling);
    TlsProvider provider = chosen.provider();
    TlsProfile profile = profile(provider, identities);
    TlsEngines engines = provider.engines(profile);
    notes.add(chosen.note());
    TlsEngines openEngines;
    if (provider instanceof JavaTls) {
      openEngines = profile.trust() == null ? engines : provider.engines(profile.withoutTrust());
    } else {
      openEngines = openEngines(new JavaTls(), profile);
    }
    TlsConfig.Handshake handshake = config.handshake();
    TlsSettings settings =
        new TlsSettings(
            engines,
            handshake.timeout(),
            config.clients().required(),
            handshake.plainToo(),
            first(handshake.first()),
            handshake.perSecond(),
            check());
    Instant notAfter = identities.getFirst().certificate().getNotAfter().toInstant();
    return new LoadedTls(config, settings, openEngines, notAfter, notes, warnings);
  }

  /// Monitoring is served by the Java runtime's HTTPS server, which does not get on with the
  /// engines of others.
  private TlsEngines openEngines(JavaTls runtime, TlsProfile profile)
      throws GeneralSecurityException {
    List<String> suites = new ArrayList<>(config.choices().cipherSuites());
    suites.retainAll(runtime.cipherSuites());
    List<String> groups = new ArrayList<>();
    for (TlsGroup group : config.choices().groups()) {
      if (runtime.groups().contains(group.standardName())) {
        groups.add(group.standardName());
      }
    }
    if (groups.isEmpty()) {
      notes.add(
          "tls.curve_preferences: monitoring over HTTPS serves nobody, because "
              + runtime.name()
              + " does it, which has none of these groups");
    }
    return runtime.engines(
        new TlsProfile(profile.keys(), null, profile.protocols(), suites, groups));
  }

  private static Set<String> keyKinds(List<ServerIdentity> identities) {
    Set<String> kinds = new TreeSet<>();
    for (ServerIdentity identity : identities) {
      kinds.add(identity.key().getAlgorithm());
    }
    return kinds;
  }

  private List<ServerIdentity> identities() throws IOException {
    List<ServerIdentity> identities = new ArrayList<>();
    for (KeyPairFiles files : config.keyPairs()) {
      try {
        ServerIdentity identity = ServerIdentity.read(files);
        identities.add(identity);
        doubt(files, identity);
      } catch (IOException wrong) {
        throw wrongPair(identities.size(), wrong);
      }
    }
    return identities;
  }

  private IOException wrongPair(int index, IOException wrong) {
    int count = config.keyPairs().size();
    String which = count == 1 ? "" : " " + (index + 1) + "/" + count;
    return new IOException(
        "error parsing X509 certificate/key pair" + which + ": " + wrong.getMessage(), wrong);
  }

  private void doubt(KeyPairFiles files, ServerIdentity identity) {
    X509Certificate certificate = identity.certificate();
    if (config.stapling().mode() == TlsConfig.Mode.NEVER && Stapling.promises(identity)) {
      warnings.add(
          "Certificate at '" + files.certificate() + "' has MustStaple but OCSP is disabled");
    }
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    if (now.isAfter(notAfter)) {
      warnings.add(
          "The certificate in "
              + files.certificate()
              + " expired on "
              + notAfter
              + ": clients will refuse it, put a new one there and reload");
    } else if (now.isBefore(notBefore)) {
      warnings.add(
          "The certificate in "
              + files.certificate()
              + " is not valid before "
              + notBefore
              + ": clients will refuse it until then");
    }
  }

  /// Also says so if there will be no staple.
  private ServerIdentity withIssuer(ServerIdentity identity) throws IOException {
    ServerIdentity complete = Stapling.withIssuer(identity, config.clients().authorities());
    if (complete == null) {
      warnings.add(
          "No OCSP answer is stapled, because the issuer of the certificate in "
              + config.keyPairs().getFirst().certificate()
              + " is not known: put its certificate behind that one, or into tls.ca_file");
      return identity;
    }
    return complete;
  }

  private TlsProfile profile(TlsProvider provider, List<ServerIdentity> identities)
      throws IOException, GeneralSecurityException {
    List<String> protocols =
        config.choices().oldest() == TlsConfig.Version.TLS_1_3
            ? List.of("TLSv1.3")
            : List.of("TLSv1.3", "TLSv1.2");
    X509TrustManager trust = null;
    if (config.clients().required()) {
      trust = ClientTrust.of(config.clients().authorities());
      if (config.clients().authorities() == null) {
        warnings.add(
            "Clients may show a certificate of any authority that this Java runtime trusts: name"
                + " your own by tls.ca_file");
      }
    }
    return new TlsProfile(
        new IdentityChoice(identities), trust, protocols, suites(provider), groups(provider));
  }

  private List<String> suites(TlsProvider provider) {
    List<String> possible = new ArrayList<>(config.choices().cipherSuites());
    List<String> missing = new ArrayList<>(possible);
    missing.removeAll(provider.cipherSuites());
    possible.removeAll(missing);
    if (!missing.isEmpty()) {
      notes.add(
          "tls.cipher_suites: left out what "
              + provider.name()
              + " does not do: "
              + String.join(", ", missing));
    }
    return possible;
  }

  private List<String> groups(TlsProvider provider) throws IOException {
    List<String> possible = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (TlsGroup group : config.choices().groups()) {
      if (provider.groups().contains(group.standardName())) {
        possible.add(group.standardName());
      } else {
        missing.add(group.configuredName());
      }
    }
    String left = String.join(", ", missing);
    if (possible.isEmpty()) {
      throw new IOException(
          "tls.curve_preferences: "
              + provider.name()
              + " does none of "
              + left
              + ": add one that it does, such as X25519");
    }
    if (!missing.isEmpty() && !config.choices().groups().equals(TlsGroup.all())) {
      notes.add(
          "tls.curve_preferences: left out what " + provider.name() + " does not do: " + left);
    }
    return possible;
  }

  private static HandshakeFirst first(TlsConfig.First wanted) {
    if (!wanted.handshake()) {
      return HandshakeFirst.NEVER;
    }
    return wanted.patience() == null
        ? HandshakeFirst.ALWAYS
        : HandshakeFirst.within(wanted.patience());
  }

  private PeerCheck check() {
    return config.clients().pinned().isEmpty()
        ? PeerCheck.none()
        : new PinnedCertificates(config.clients().pinned());
  }
}
