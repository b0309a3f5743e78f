package io.nuncio.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in a PEM file: it is read, or refused by a sentence that names the file.
class PemFileFuzzTest {
  @TempDir private Path folder;

  private static String outcome(Path file, Reading reading) {
    try {
      return reading.count() + " read";
    } catch (IOException refused) {
      String sentence = String.valueOf(refused.getMessage());
      assertThat(sentence).contains(file.toString());
      return sentence.replace(file.toString(), "").replaceAll("damaged certificate.*", "damaged");
    }
  }

  /// How many there are.
  private interface Reading {
    int count() throws IOException;
  }

  @Test
  void anyFileIsReadOrRefused() throws IOException {
    var issued = CertificateAuthority.named("a").issue(CertificateRequest.localhost());
    Path file = folder.resolve("file.pem");
    List<byte[]> seeds =
        List.of(
            Files.readAllBytes(issued.writeCertificate(folder.resolve("c"), issued.certificate())),
            Files.readAllBytes(issued.writeKey(folder.resolve("k"))),
            Files.readAllBytes(issued.writeTraditionalKey(folder.resolve("t"))));
    new Fuzz("pem")
        .rounds(2_000)
        .seeds(seeds)
        .seeds("", "-----BEGIN ", "-----BEGIN -----", "-----BEGIN X-----\n-----END X-----")
        .words("-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "-----", "\n", "=")
        .words("-----BEGIN EC PRIVATE KEY-----\n", "Proc-Type: 4,ENCRYPTED\n\n", "ENCRYPTED ", "\0")
        .allocating(4_096)
        .run(input -> {
          Files.write(file, input);
          return outcome(file, () -> PemFile.read(file).certificates().size())
              + outcome(file, () -> PemFile.read(file).key().der().length > 0 ? 1 : 0);
        });
  }
}
