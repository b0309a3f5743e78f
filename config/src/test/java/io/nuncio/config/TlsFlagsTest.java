package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFlagsTest {
  private static final String FILE =
      "tls { cert_file: fc, key_file: fk, ca_file: fa, verify: true, min_version: \"1.3\","
          + " cipher_suites: [ TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 ], timeout: 5,"
          + " curve_preferences: [ CurveP384 ] }";

  @TempDir Path folder;

  private Invocation invoke(String text, String flags) throws IOException {
    List<String> all = new ArrayList<>(List.of(flags.split(" ")));
    if (!text.isEmpty()) {
      all.add("-c");
      all.add(Files.writeString(folder.resolve("nats.conf"), text).toString());
    }
    return CommandLine.parse(all, name -> null);
  }

  private ServerConfig config(String text, String flags) throws IOException {
    Invocation invocation = invoke(text, flags);
    assertThat(invocation).isInstanceOf(Invocation.Start.class);
    return ((Invocation.Start) invocation).config();
  }

  private TlsConfig.On tls(String text, String flags) throws IOException {
    return (TlsConfig.On) config(text, flags).tls();
  }

  @Test
  void flagsAloneGiveTheSameProfileAsAFile() throws IOException {
    TlsConfig.On byFlags = tls("", "--tls --tlscert c --tlskey k");
    TlsConfig.On byFile = tls("tls { cert_file: c, key_file: k }", "-p -1");

    assertThat(byFlags.keyPairs()).isEqualTo(byFile.keyPairs());
    assertThat(byFlags.choices()).isEqualTo(byFile.choices());
    assertThat(byFlags.handshake()).isEqualTo(byFile.handshake());
    assertThat(byFlags.choices().cipherSuites()).isNotEmpty();
  }

  @Test
  void flagsOverAFileKeepWhatElseItSays() throws IOException {
    TlsConfig.On tls = tls(FILE, "--tlscert c --tlskey k");

    assertThat(tls.keyPairs()).containsExactly(new KeyPairFiles(Path.of("c"), Path.of("k")));
    assertThat(tls.place()).isEqualTo("--tlscert");
    assertThat(tls.choices()).isEqualTo(tls(FILE, "-p -1").choices());
    assertThat(tls.clients().required()).isTrue();
    assertThat(tls.clients().authorities()).isEqualTo(Path.of("fa"));
    assertThat(tls.handshake().timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void certificatesCanBeDemandedAndOtherAuthoritiesNamed() throws IOException {
    TlsConfig.On tls = tls("", "--tlscert c --tlskey k --tlsverify --tlscacert a");

    assertThat(tls.clients())
        .isEqualTo(new TlsConfig.ClientCertificates(true, false, Path.of("a"), java.util.Set.of()));
  }

  @Test
  void timeToAuthenticateFollowsTheFlags() throws IOException {
    assertThat(config("", "--tls --tlscert c --tlskey k").timers().authTimeout())
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(config(FILE, "--tls=false").timers().authTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void falseSwitchesOffWhatTheFileSays() throws IOException {
    assertThat(config(FILE, "--tls=false --tlscert c").tls()).isEqualTo(new TlsConfig.Off());
  }

  @Test
  void verifyingCanBeSwitchedOff() throws IOException {
    assertThat(tls(FILE, "--tlsverify=false").clients().required()).isFalse();
    assertThat(
            invoke("tls { cert_file: c, key_file: k, verify_and_map: true }", "--tlsverify=false"))
        .asString()
        .contains("exclude each other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls", "--tlsverify", "--tlscacert a", "--tlskey k"})
  void certificateMustBeThere(String flags) throws IOException {
    assertThat(invoke("", flags))
        .asString()
        .contains("TLS Server certificate must be present and valid", "--tlscert server-cert.pem");
  }

  @Test
  void keyMustBeThere() throws IOException {
    assertThat(invoke("", "--tlscert c"))
        .asString()
        .contains("TLS Server private key must be present and valid");
  }

  @Test
  void flagThatOnlySaysTrueKeepsTheFilesPair() throws IOException {
    assertThat(tls(FILE, "--tls").keyPairs())
        .containsExactly(new KeyPairFiles(Path.of("fc"), Path.of("fk")));
  }

  @Test
  void monitoringByHttpsNeedsTls() throws IOException {
    var http =
        (MonitoringConfig.Http) config("", "-ms 8443 --tls --tlscert c --tlskey k").monitoring();

    assertThat(http.secure()).isTrue();
    assertThat(http.port()).isEqualTo(8443);
    assertThat(invoke("", "-ms 8443")).asString().contains("TLS cert and key required for HTTPS");
    assertThat(invoke("https: 8443", "-p -1"))
        .asString()
        .contains("TLS cert and key required for HTTPS");
    assertThat(invoke(FILE + "\nhttps: 8443", "--tls=false"))
        .asString()
        .contains("TLS cert and key required for HTTPS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-m 8222", "-ms 8443"})
  void monitoringIsByHttpOrByHttps(String flags) throws IOException {
    String file = FILE + (flags.startsWith("-ms") ? "\nhttp: 8222" : "\nhttps: 8443");

    assertThat(invoke(file, flags))
        .asString()
        .contains("can't specify both HTTP (8222) and HTTPs (8443) ports");
    assertThat(invoke(FILE + "\nhttp: 8222\nhttps: 8443", "-p -1"))
        .asString()
        .contains("can't specify both HTTP (8222) and HTTPs (8443) ports");
  }
}
