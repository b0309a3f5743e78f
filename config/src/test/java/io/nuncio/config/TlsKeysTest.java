package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.KnownUser;
import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.First;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsKeysTest {
  private static final String PAIR = "cert_file: \"c.pem\", key_file: \"k.pem\"";
  private static final String FINGERPRINT = "A1".repeat(32);

  private static TlsConfig.On tls(String keys) {
    return (TlsConfig.On) accepted("tls { " + PAIR + ", " + keys + " }").config().tls();
  }

  @Test
  void certificateAndKeyAreEnough() {
    TlsConfig config = accepted("tls { " + PAIR + " }").config().tls();

    assertThat(config)
        .isEqualTo(
            new TlsConfig.On(
                "nats.conf:1:5",
                List.of(new KeyPairFiles(Path.of("c.pem"), Path.of("k.pem"))),
                ClientCertificates.none(),
                TlsConfig.Choices.secure(),
                TlsConfig.Handshake.defaults(),
                TlsConfig.Stapling.auto()));
  }

  @Test
  void severalPairsCanBeListed() {
    var tls =
        (TlsConfig.On)
            accepted(
                    "tls { certs: [ { cert_file: a, key_file: b }, { cert_file: c, key_file: d } ] }")
                .config()
                .tls();

    assertThat(tls.keyPairs())
        .containsExactly(
            new KeyPairFiles(Path.of("a"), Path.of("b")),
            new KeyPairFiles(Path.of("c"), Path.of("d")));
  }

  @ParameterizedTest
  @CsvSource({
    "verify: false, false, false",
    "verify: true, true, false",
    "verify_and_map: true, true, true",
    "'verify_and_map: true, verify: false', true, true",
    "'verify_and_map: false, verify: true', true, false",
  })
  void mappingIncludesVerifying(String keys, boolean required, boolean mapped) {
    assertThat(tls(keys + ", ca_file: \"ca.pem\"").clients())
        .isEqualTo(new ClientCertificates(required, mapped, Path.of("ca.pem"), Set.of()));
  }

  @Test
  void fingerprintsAreComparedInLowerCase() {
    assertThat(tls("pinned_certs: [ \"" + FINGERPRINT + "\" ]").clients().pinned())
        .containsExactly("a1".repeat(32));
  }

  @Test
  void suitesOfTls12AreChosenInTheOrderOfTheServerAndThoseOfTls13Stay() {
    assertThat(
            tls("cipher_suites: [ TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
                    + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 ]")
                .choices()
                .cipherSuites())
        .containsExactly(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
  }

  @Test
  void insecureSuitesNeedAWordMore() {
    String suites = "cipher_suites: [ TLS_RSA_WITH_AES_128_CBC_SHA ]";

    assertThat(tls(suites + ", allow_insecure_cipher_suites: true").choices().cipherSuites())
        .contains("TLS_RSA_WITH_AES_128_CBC_SHA");
    assertThat(mistakes("tls { " + PAIR + ", " + suites + " }"))
        .containsExactly(
            "nats.conf:1:5: insecure cipher suites configured without"
                + " 'allow_insecure_cipher_suites' option set: TLS_RSA_WITH_AES_128_CBC_SHA");
  }

  @Test
  void nothingInsecureIsChosenUnasked() {
    assertThat(TlsConfig.Choices.secure().cipherSuites())
        .hasSize(13)
        .noneMatch(TlsCipherSuites::isInsecure);
  }

  @Test
  void groupsKeepTheOrderOfTheFile() {
    assertThat(tls("curve_preferences: [ CurveP384, X25519MLKEM768 ]").choices().groups())
        .containsExactly(TlsGroup.P384, TlsGroup.X25519_MLKEM768);
  }

  @ParameterizedTest
  @CsvSource({"1.2, TLS_1_2", "1.3, TLS_1_3"})
  void oldestVersionCanBeChosen(String text, TlsConfig.Version version) {
    assertThat(tls("min_version: \"" + text + "\"").choices().oldest()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({"3, 3000", "0.5, 500", "\"250ms\", 250", "0, 2000"})
  void timeoutIsInSecondsOrADuration(String text, long millis) {
    assertThat(tls("timeout: " + text).handshake().timeout()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "handshake_first: true, true, ",
    "handshake_first: false, false, ",
    "first: on, true, ",
    "immediate: \"off\", false, ",
    "first: auto, true, 50",
    "first: AUTO_FALLBACK, true, 50",
    "handshake_first: \"300ms\", true, 300",
  })
  void handshakeCanComeFirst(String keys, boolean handshake, Long patience) {
    assertThat(tls(keys).handshake().first())
        .isEqualTo(new First(handshake, patience == null ? null : Duration.ofMillis(patience)));
  }

  @Test
  void timeToAuthenticateGrowsWithTheTimeOfTheHandshake() {
    assertThat(accepted("tls { " + PAIR + ", timeout: 4 }").config().timers().authTimeout())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(
            accepted("tls { " + PAIR + " }\nauthorization { token: t, timeout: 2 }")
                .config()
                .timers()
                .authTimeout())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(accepted("").config().timers().authTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void clientsWithoutTlsCanBeAllowed() {
    assertThat(
            ((TlsConfig.On) accepted("allow_non_tls: true\ntls { " + PAIR + " }").config().tls())
                .handshake()
                .plainToo())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "verify: true", "ca_file: \"ca.pem\"", "certs: []"})
  void blockWithoutACertificateIsNotTakenForNoTls(String keys) {
    assertThat(mistakes("tls { " + keys + " }"))
        .singleElement()
        .asString()
        .startsWith("nats.conf:1:5: tls: without a certificate no client could connect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cert_file: c | missing 'key_file' in TLS configuration",
        "key_file: k | missing 'cert_file' in TLS configuration",
        "cert_file: c, key_file: k, certs: [ { cert_file: c, key_file: k } ] | cannot combine"
            + " 'cert_file' option with 'certs' option",
      })
  void halfOfAPairIsAMistake(String keys, String text) {
    assertThat(mistakes("tls { " + keys + " }")).singleElement().asString().contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ca_file: true | expected 'ca_file' to be filename",
        "verify: 1 | expected 'verify' to be a boolean",
        "verify_cert_and_check_known_urls: true | not supported in this context",
        "insecure: true | is for connections that the server opens itself",
        "cert_store: \"WindowsCurrentUser\" | certificate store of Windows",
        "ocsp_peer: true | is not built yet",
        "ocsp_peer { verify: true } | is not built yet",
        "min_version: \"1.1\" | unsupported TLS version: TLS 1.1",
        "min_version: \"2\" | unknown version: 2",
        "min_version: 1.2 | 'min_version' wrong type",
        "cipher_suites: [] | 'cipher_suites' cannot be empty",
        "cipher_suites: [ TLS_AES_128_GCM ] | did you mean \"TLS_AES_128_GCM_SHA256\"",
        "curve_preferences: [] | 'curve_preferences' cannot be empty",
        "curve_preferences: [ P256 ] | unrecognized curve preference P256",
        "pinned_certs: x | to be a list of hex-encoded sha256",
        "pinned_certs: [ \"ab\" ] | 'pinned_certs' key ab does not look like",
        "timeout: -1 | tls.timeout",
        "timeout: \"x\" | tls.timeout",
        "connection_rate_limit: -1 | tls.connection_rate_limit",
        "handshake_first: maybe | field \"handshake_first\"'s value \"maybe\" is invalid",
        "first: 7 | field \"first\" should be a boolean or a string",
        "certfile: x | unknown field \"certfile\"",
      })
  void whatCannotBeMeantIsRefusedAndWhere(String keys, String text) {
    assertThat(mistakes("tls { " + PAIR + "\n" + keys + " }"))
        .singleElement()
        .asString()
        .startsWith("nats.conf:2:")
        .contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | NEVER",
        "true | AUTO",
        "{} | AUTO",
        "{ mode: ALWAYS } | ALWAYS",
        "{ mode: never } | NEVER"
      })
  void staplingHasAMode(String value, TlsConfig.Mode mode) {
    var tls = (TlsConfig.On) accepted("ocsp: " + value + "\ntls { " + PAIR + " }").config().tls();

    assertThat(tls.stapling().mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | unsupported type",
        "{ mode: must } | not built yet",
        "{ mode: x } | unsupported ocsp mode",
        "{ url: x } | expected a URL",
        "{ urls: [ \"http://a\", \"http://b\" ] } | not built yet",
        "{ nope: 1 } | unknown field",
      })
  void staplingThatCannotBeDoneIsRefused(String value, String text) {
    assertThat(mistakes("ocsp: " + value)).singleElement().asString().contains(text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usersWhomCertificatesProveNeedNoPassword(boolean tlsFirst) {
    String tls = "tls { " + PAIR + ", verify_and_map: true }\n";
    String users = "authorization { users: [ { user: \"CN=joe\" } ] }\n";

    var known =
        (AuthenticationConfig.Users)
            accepted(tlsFirst ? tls + users : users + tls).config().authentication();

    assertThat(known.users()).containsExactly(KnownUser.of(new KnownUser.Certificate("CN=joe")));
    assertThat(mistakes(users + "tls { " + PAIR + ", verify: true }")).hasSize(1);
  }
}
