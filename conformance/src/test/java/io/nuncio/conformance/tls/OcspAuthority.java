package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate authority, kept by `openssl` in a folder as `ca.pem`, whose OCSP responder answers
/// as long as this is open.
final class OcspAuthority implements AutoCloseable {
  private static final Pattern ACCEPTING = Pattern.compile("ACCEPT .*:(\\d+)");
  private static final List<String> NEW_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

  /// What the responder says of a certificate: `V` for valid, `R` for revoked.
  private static final String LINE = "%s\t491231000000Z\t%s\t%s\tunknown\t/CN=%s\n";

  private final Path folder;
  private final Process responder;
  private final int port;

  private OcspAuthority(Path folder, Process responder, int port) {
    this.folder = folder;
    this.responder = responder;
    this.port = port;
  }

  /// Knows the certificates `valid`, `must` and `revoked`, once they are issued.
  static OcspAuthority start(Path folder) throws IOException, InterruptedException {
    List<String> own = new ArrayList<>(List.of("req", "-x509", "-days", "2", "-subj", "/CN=CA"));
    own.addAll(NEW_KEY);
    own.addAll(List.of("-keyout", "ca-key.pem", "-out", "ca.pem"));
    run(folder, own);
    issue(folder, "responder", "09", "extendedKeyUsage=OCSPSigning\n");
    String index =
        LINE.formatted("V", "", "01", "valid")
            + LINE.formatted("V", "", "02", "must")
            + LINE.formatted("R", "200101000000Z", "03", "revoked");
    Files.writeString(folder.resolve("index.txt"), index);
    List<String> words = new ArrayList<>(List.of("ocsp", "-port", "0", "-index", "index.txt"));
    words.addAll(List.of("-CA", "ca.pem", "-rsigner", "responder-cert.pem"));
    words.addAll(List.of("-rkey", "responder-key.pem", "-nmin", "60"));
    Process responder = Openssl.start(folder, words);
    return new OcspAuthority(folder, responder, port(responder));
  }

  /// The rest of its output fits into the pipe.
  private static int port(Process responder) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(responder.getInputStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher accepting = ACCEPTING.matcher(line);
      if (accepting.find()) {
        return Integer.parseInt(accepting.group(1));
      }
    }
    throw new IOException("the responder has ended with " + responder.exitValue());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /// Writes `NAME-cert.pem` and `NAME-key.pem`, and `NAME-chain.pem` with the authority behind.
  ///
  /// @param extensions one a line, as OpenSSL has them
  void issue(String name, String serial, String extensions)
      throws IOException, InterruptedException {
    issue(folder, name, serial, "subjectAltName=DNS:localhost,IP:127.0.0.1\n" + extensions);
    Files.writeString(
        folder.resolve(name + "-chain.pem"),
        Files.readString(folder.resolve(name + "-cert.pem"))
            + Files.readString(folder.resolve("ca.pem")));
  }

  private static void issue(Path folder, String name, String serial, String extensions)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve(name + ".ext"), extensions);
    List<String> request = new ArrayList<>(List.of("req", "-subj", "/CN=" + name));
    request.addAll(NEW_KEY);
    request.addAll(List.of("-keyout", name + "-key.pem", "-out", name + ".csr"));
    run(folder, request);
    List<String> signing = new ArrayList<>(List.of("x509", "-req", "-in", name + ".csr"));
    signing.addAll(List.of("-CA", "ca.pem", "-CAkey", "ca-key.pem", "-set_serial", "0x" + serial));
    signing.addAll(List.of("-days", "2", "-extfile", name + ".ext", "-out", name + "-cert.pem"));
    run(folder, signing);
  }

  private static void run(Path folder, List<String> words)
      throws IOException, InterruptedException {
    Openssl.Finished finished = Openssl.run(folder, words);
    if (finished.status() != 0) {
      throw new IOException("openssl %s: %s".formatted(words, finished.output()));
    }
  }

  @Override
  public void close() {
    responder.destroy();
  }
}
