package io.nuncio.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same subjects are shown to nats-server 2.15.2 by `CertificateMappingIT` of conformance.
class CertificateMappingTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");

  private static CertificateRequest subject() {
    return CertificateRequest.empty();
  }

  private static X509Certificate signed(CertificateRequest request) {
    return AUTHORITY.issue(request).certificate();
  }

  private static @Nullable String user(CertificateRequest request, String... users) {
    return new CertificateMapping(List.of(users)).user(signed(request));
  }

  @Test
  void mailComesBeforeDnsBeforeUriBeforeSubject() {
    CertificateRequest all =
        subject().uri("urn:joe").dns("joe.example.com").email("joe@example.com").name("CN", "joe");
    List<String> order = List.of("joe@example.com", "joe.example.com", "urn:joe", "CN=joe");

    for (int i = 0; i < order.size(); i++) {
      var mapping = new CertificateMapping(order.subList(i, order.size()).reversed());

      assertThat(mapping.user(signed(all))).isEqualTo(order.get(i));
    }
  }

  @Test
  void alternativesAreTakenAsTheyStandThere() {
    CertificateRequest wildcard = subject().name("O", "x").dns("*.example.com");

    assertThat(user(wildcard, "*.example.com")).isEqualTo("*.example.com");
    assertThat(user(wildcard, "a.example.com")).isNull();
    assertThat(user(subject().name("O", "x").email("Joe@example.com"), "joe@example.com")).isNull();
  }

  private static CertificateRequest joe() {
    return subject().name("C", "US").name("O", "Acme").name("OU", "ops").name("CN", "joe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=joe,OU=ops,O=Acme,C=US",
        "C=US,O=Acme,OU=ops,CN=joe",
        "O=Acme,CN=joe,C=US,OU=ops",
        "cn=joe, ou=ops , o=Acme, c=US",
        "CN=\\6aoe,OU=ops,O=Acme,C=US",
      })
  void orderAndSpellingOfASubjectDoNotMatter(String user) {
    assertThat(user(joe(), user)).isEqualTo(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=joe",
        "CN=joe,OU=ops,O=Acme",
        "CN=joe,OU=ops,O=Acme,C=US,L=x",
        "CN=joe,OU=ops,OU=ops,O=Acme,C=US",
        "CN=joe,CN=joe,OU=ops,O=Acme,C=US",
        "CN=joe+OU=ops,O=Acme,C=US",
        "CN=Joe,OU=ops,O=Acme,C=US",
        "CN=joe,OU=ops,O=Acme,C=US,",
        "CN=joe\\,OU=ops,O=Acme,C=US",
        "CN=joe,OU=ops,O=Acme,C=US,L=",
        "CN=joe,OU=ops,O=Acme,C=US,L",
        "CN=joe,OU=ops,O=Acme,C=US,L=x+",
        "joe",
        "*",
        "",
      })
  void nothingButTheSamePartsWillDo(String user) {
    assertThat(user(joe(), user)).isNull();
  }

  @Test
  void sameOrderIsPreferred() {
    assertThat(user(joe(), "C=US,O=Acme,OU=ops,CN=joe", "CN=joe,OU=ops,O=Acme,C=US"))
        .isEqualTo("CN=joe,OU=ops,O=Acme,C=US");
  }

  @Test
  void partsThatRepeatAreCounted() {
    CertificateRequest twice = subject().name("OU", "a").name("OU", "a").name("CN", "joe");

    assertThat(user(twice, "CN=joe,OU=a,OU=b", "OU=a,CN=joe,CN=joe", "CN=joe,OU=a")).isNull();
    assertThat(user(twice, "CN=joe,OU=a,OU=a")).isEqualTo("CN=joe,OU=a,OU=a");
  }

  @Test
  void valuesOfOnePartBelongTogether() {
    CertificateRequest several = subject().name("O", "Acme").name("CN", "joe", "OU", "ops");

    assertThat(user(several, "OU=ops+CN=joe,O=Acme")).isEqualTo("OU=ops+CN=joe,O=Acme");
    assertThat(user(several, "O=Acme,CN=joe+OU=ops")).isEqualTo("O=Acme,CN=joe+OU=ops");
    assertThat(user(several, "CN=joe,OU=ops+O=Acme", "CN=joe+OU=ops+O=Acme")).isNull();
  }

  @Test
  void valueThatRepeatsInOnePartIsCounted() {
    CertificateRequest several = subject().name("OU", "a", "OU", "a", "OU", "b");

    assertThat(user(several, "OU=a+OU=b+OU=b")).isNull();
  }

  @Test
  void commaInAValueIsNotTheEndOfIt() {
    CertificateRequest comma = subject().name("O", "Acme").name("CN", "joe,OU=admin");

    assertThat(user(comma, "CN=joe,OU=admin,O=Acme")).isNull();
    assertThat(user(comma, "CN=joe\\,OU\\=admin,O=Acme")).isEqualTo("CN=joe\\,OU\\=admin,O=Acme");
    assertThat(user(comma, "CN=joe\\2cOU\\3dadmin,O=Acme"))
        .isEqualTo("CN=joe\\2cOU\\3dadmin,O=Acme");
  }

  @Test
  void lettersBeyondAsciiAreCompared() {
    assertThat(user(subject().name("CN", "Jörg Ω"), "CN=Jörg Ω")).isEqualTo("CN=Jörg Ω");
    assertThat(user(subject().name("CN", "Jörg"), "CN=J\\c3\\b6rg")).isEqualTo("CN=J\\c3\\b6rg");
  }

  @Test
  void domainComponentsCanFollow() {
    CertificateRequest domain =
        subject().name("DC", "com").name("DC", "example").name("O", "Acme").name("CN", "joe");

    assertThat(user(domain, "CN=joe,O=Acme,DC=example,DC=com"))
        .isEqualTo("CN=joe,O=Acme,DC=example,DC=com");
    assertThat(user(domain, "CN=joe,O=Acme,DC=com,DC=example"))
        .isEqualTo("CN=joe,O=Acme,DC=com,DC=example");
    assertThat(user(domain, "CN=joe,O=Acme")).isEqualTo("CN=joe,O=Acme");
    assertThat(user(domain, "CN=joe,O=Acme,DC=example")).isNull();
  }

  @Test
  void typesWithoutANameLeaveTheLine() {
    CertificateRequest unnamed = subject().name("O", "Acme").name("UID", "7").name("CN", "joe");

    assertThat(user(unnamed, "CN=joe,O=Acme")).isEqualTo("CN=joe,O=Acme");
    assertThat(user(unnamed, "O=Acme,CN=joe", "CN=joe,UID=7,O=Acme")).isNull();
  }

  @Test
  void lineHasItsOwnOrderAndJoinsWhatRepeats() {
    CertificateRequest odd =
        subject()
            .name("CN", "first")
            .name("OU", "a")
            .name("UID", "7")
            .name("OU", "b ")
            .name("C", "US")
            .name("SERIALNUMBER", "9")
            .name("CN", "#last");

    assertThat(CertificateSubject.of(signed(odd).getSubjectX500Principal()).line())
        .isEqualTo("SERIALNUMBER=9,CN=\\#last,OU=a+OU=b\\ ,C=US");
  }

  @Test
  void certificateWithoutANameIsForNobody() {
    assertThat(user(subject(), "joe", "CN=")).isNull();
  }
}
