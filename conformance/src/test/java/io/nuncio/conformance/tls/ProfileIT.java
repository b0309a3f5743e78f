package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `openssl s_client` is offered is the same by a file, by flags and after a reload
/// (CVE-2021-32026: flags lost the list of cipher suites).
class ProfileIT {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");
  private static final Pattern AGREED = Pattern.compile("New, (TLSv[\\d.]+), Cipher is (\\S+)");
  private static final String ANY = "ALL:@SECLEVEL=0";

  @TempDir static Path folder;

  /// How the server is told.
  enum Way {
    FILE,
    FLAGS,
    RELOAD
  }

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    Openssl.require();
    // RSA, so that the suites without forward secrecy could be chosen.
    IssuedCertificate server = AUTHORITY.issue(CertificateRequest.localhost().key("RSA"));
    server.writeCertificate(folder.resolve("c.pem"));
    server.writeKey(folder.resolve("k.pem"));
    Files.writeString(
        folder.resolve("tls.conf"),
        "tls { cert_file: '%1$s/c.pem', key_file: '%1$s/k.pem', timeout: 20 }".formatted(folder));
  }

  private static ServerProcess start(Way way) throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>();
    if (way == Way.FLAGS) {
      String certificate = folder.resolve("c.pem").toString();
      String key = folder.resolve("k.pem").toString();
      flags.addAll(List.of("--tls", "--tlscert", certificate, "--tlskey", key));
    } else {
      flags.addAll(List.of("-c", folder.resolve("tls.conf").toString()));
    }
    ServerProcess server =
        ServerProcess.start(ServerUnderTest.command(), flags.toArray(new String[0]));
    if (way == Way.RELOAD) {
      new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();
      server.awaitLine("Reloaded server configuration");
    }
    return server;
  }

  /// Version and cipher suite that were agreed on, or `refused`.
  private static String agreed(int port, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port));
    words.addAll(List.of(options));
    String output = Openssl.run(folder, words).output();
    Matcher agreed = AGREED.matcher(output);
    return agreed.find() ? agreed.group(1) + " " + agreed.group(2) : "refused";
  }

  @ParameterizedTest
  @EnumSource
  void offersTheSameByEveryWay(Way way) throws IOException, InterruptedException {
    try (ServerProcess server = start(way);
        WithoutGreeting proxy = WithoutGreeting.before(server.port())) {
      int port = proxy.port();
      List<String> found = new ArrayList<>();

      found.add("default " + agreed(port));
      found.add("tls1 " + agreed(port, "-tls1", "-cipher", ANY));
      found.add("tls1_1 " + agreed(port, "-tls1_1", "-cipher", ANY));
      found.add("tls1_2 " + agreed(port, "-tls1_2"));
      found.add("rsa " + agreed(port, "-tls1_2", "-cipher", "AES128-SHA:AES256-SHA:@SECLEVEL=0"));
      found.add("cbc256 " + agreed(port, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA256"));
      found.add("null " + agreed(port, "-tls1_2", "-cipher", "eNULL:aNULL:@SECLEVEL=0"));
      found.add("dhe " + agreed(port, "-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256"));
      found.add("chacha " + agreed(port, "-tls1_2", "-cipher", "ECDHE-RSA-CHACHA20-POLY1305"));
      found.add("p521 " + agreed(port, "-tls1_3", "-curves", "P-521"));
      found.add("x448 " + agreed(port, "-tls1_3", "-curves", "X448"));

      assertThat(found)
          .containsExactly(
              "default TLSv1.3 TLS_AES_128_GCM_SHA256",
              "tls1 refused",
              "tls1_1 refused",
              "tls1_2 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256",
              "rsa refused",
              "cbc256 refused",
              "null refused",
              "dhe refused",
              "chacha TLSv1.2 ECDHE-RSA-CHACHA20-POLY1305",
              "p521 TLSv1.3 TLS_AES_128_GCM_SHA256",
              "x448 refused");
    }
  }
}
