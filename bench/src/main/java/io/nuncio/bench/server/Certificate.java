package io.nuncio.bench.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server's certificate, made for one run, and a context that trusts it and nothing else.
///
/// @param configuration the part of a configuration file that names it
/// @param trusting for clients
public record Certificate(String configuration, SSLContext trusting) {
  private static final String ALIAS = "server";
  private static final String PASSWORD_VARIABLE = "NUNCIO_BENCH_STORE";
  // Of a file that lives in a folder of this user alone, beside the key in plain text.
  private static final String PASSWORD = "only for a run";

  /// Makes one with the keytool of this JDK.
  ///
  /// @param folder for its files
  public static Certificate make(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("server.p12");
    var made =
        Programs.output(
            folder,
            Map.of(PASSWORD_VARIABLE, PASSWORD),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
    if (made.isEmpty()) {
      throw new IOException("keytool made no certificate in " + folder);
    }
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return of(keys, folder);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be read: " + e.getMessage(), e);
    }
  }

  private static Certificate of(KeyStore keys, Path folder)
      throws IOException, GeneralSecurityException {
    var certificate = keys.getCertificate(ALIAS);
    var key = keys.getKey(ALIAS, PASSWORD.toCharArray());
    Path certificates = folder.resolve("server.pem");
    Path keyFile = folder.resolve("key.pem");
    Files.writeString(certificates, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));

    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, managers.getTrustManagers(), null);
    return new Certificate(
        "tls { cert_file: \"%s\", key_file: \"%s\", timeout: 10 }%n"
            .formatted(certificates, keyFile),
        context);
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
