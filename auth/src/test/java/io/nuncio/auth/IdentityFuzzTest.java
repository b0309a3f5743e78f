package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.Fuzz;
import io.nuncio.wire.ConnectOptions;
import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.JsonException;
import io.nuncio.wire.Nkey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a client says of itself, by key or by certificate: it is somebody, or nobody, and
/// nothing breaks.
class IdentityFuzzTest {
  /// Made by the Go library nkeys 0.4.16: a key, and its signature of `PXoWU7zWAMt75FY`.
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";

  private static final String NONCE = "PXoWU7zWAMt75FY";
  private static final String SIGNATURE =
      "q8Dx2AKJlTajuJC_b-6ye6AIFk04svFDpeWdjJzSujTu_my_C3YvMck4V94xxy73AmgkV8nNsnadKq-V9VmmAg";

  private static final List<String> NAMES =
      List.of(
          "CN=joe,OU=ops,O=Acme",
          "CN=joe\\,OU\\=admin,O=Acme",
          "CN=a+OU=b+L=c, O=x ,DC=example,DC=com",
          "cn=J\\c3\\b6rg\\20,O=\\#x");

  private static String connect(String key, String signature) {
    return "{\"nkey\":\"%s\",\"sig\":\"%s\"}".formatted(key, signature);
  }

  private static boolean isRefused(Authenticator keys, Credentials credentials) {
    List<Decision> told = new ArrayList<>();
    var evidence = new Evidence(credentials, ConnectionType.STANDARD, NONCE, List.of());
    Decision first = keys.check(evidence, told::add);
    Decision last = first instanceof Decision.Later ? told.getFirst() : first;
    return !(last instanceof Decision.Accepted);
  }

  @Test
  void onlyTheRightSignatureOfTheRightKeyIsAccepted() {
    HashWorkers atOnce =
        (comparison, suspect) -> {
          comparison.run();
          return true;
        };
    var means = new Authenticator.Means(atOnce, new Random(1), InstantSource.system());
    Nkey key = Objects.requireNonNull(Nkey.parse(KEY));
    var user = KnownUser.of(new KnownUser.Key(key));
    Authenticator keys = Authenticator.users(List.of(user), null, means);
    byte[] right = KnownKeys.signature(SIGNATURE);
    new Fuzz("signature")
        .rounds(4_000)
        .seeds(connect(KEY, SIGNATURE), connect(KEY, SIGNATURE + "=="), connect(KEY, "AAAA"))
        .seeds(connect(KEY, SIGNATURE.replace('_', '/').replace('-', '+')), connect("", ""))
        .seeds(connect(KEY, "A".repeat(86)), connect(KEY, "/".repeat(86)), connect("U", "="))
        .words(
            "\"nkey\":", "\"sig\":", KEY, SIGNATURE, "\\u0000", "=", "+", "/", "-", "_", "\u00ff")
        .run(input -> {
          Credentials credentials;
          try {
            credentials =
                ConnectOptions.parse(input, 0, input.length, ConnectOptions.DEFAULT).credentials();
          } catch (JsonException refused) {
            return "refused";
          }
          boolean isRight =
              credentials.nkey().equals(KEY)
                  && Arrays.equals(KnownKeys.signature(credentials.signature()), right);
          assertThat(isRefused(keys, credentials)).isEqualTo(!isRight);
          return isRight + " " + credentials.signature().length();
        });
  }

  @Test
  void anyTextIsANameThatIsTheSameAsItselfOrNone() {
    new Fuzz("distinguished name")
        .rounds(5_000)
        .seeds(NAMES.toArray(String[]::new))
        .seeds("", "=", ",", "CN", "CN=", "CN=#00", "CN=\\", "CN=\\zz", "+".repeat(99))
        .words("CN=", "O=", ",", "+", "\\", "\\2c", "\\#", "=#", " ", "\0", "\u00ff")
        .allocating(4_096)
        .run(input -> {
          String text = new String(input, UTF_8);
          DistinguishedName name = DistinguishedName.parse(text);
          if (name == null) {
            return "none";
          }
          assertThat(name.isSame(name)).isTrue();
          assertThat(name.hasSameParts(name)).isTrue();
          assertThat(name.parts()).allSatisfy(part -> assertThat(part).isNotEmpty());
          return name.parts().size();
        });
  }

  @Test
  void anyCertificateIsForSomebodyOrNobody() {
    var mapping = new CertificateMapping(NAMES);
    new Fuzz("certificate")
        .rounds(8_000)
        .seeds(certificates())
        .words(
            "\14\0", "\60\0", "\61\0", "\6\3U\4\3", "\200", "\377", "\36\1a", "\60\200", "\1\1\1")
        .allocating(65_536)
        .run(input -> {
          X509Certificate certificate;
          try {
            certificate =
                (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(input));
          } catch (CertificateException none) {
            return "none";
          }
          String line = CertificateMapping.subject(certificate);
          return mapping.user(certificate) + " " + line.length();
        });
  }

  private static List<byte[]> certificates() {
    var authority = CertificateAuthority.named("authority");
    var requests =
        List.of(
            CertificateRequest.empty().name("O", "Acme").name("OU", "ops").name("CN", "joe"),
            CertificateRequest.empty()
                .name("DC", "com")
                .name("DC", "example")
                .name("O", "x")
                .name("CN", "a", "OU", "b", "L", "c"),
            CertificateRequest.empty()
                .name("UID", "7")
                .email("joe@example.com")
                .dns("*.example.com")
                .uri("urn:joe"));
    return requests.stream().map(request -> der(authority.issue(request).certificate())).toList();
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
