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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which user a certificate is for: with `-Dnuncio.reference=true` asked of nats-server 2.15.2,
/// with the same certificates. User number `n` may publish to `u.n` only, and so shows who it is.
class CertificateMappingIT {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");

  private static final List<String> USERS =
      List.of(
          "joe@example.com",
          "a.example.com",
          "urn:joe",
          "CN=joe,OU=ops,O=Acme",
          "O=Rev,CN=rev",
          "CN=multi+OU=ops,O=Acme",
          "CN=joe\\,OU\\=admin,O=Acme",
          "CN=dup,OU=a,OU=b",
          "CN=dc,O=Acme,DC=example,DC=com",
          "CN=uid,O=Acme",
          "CN=pre,O=Acme",
          "cn=case,o=Acme",
          "CN=J\\c3\\b6rg",
          "CN=split,OU=x",
          "*.example.com");

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    AUTHORITY.write(folder.resolve("ca.pem"));
    write("server", CertificateRequest.localhost());
    StringBuilder users = new StringBuilder();
    for (int i = 0; i < USERS.size(); i++) {
      users.append("{ user: '%s', permissions: { publish: 'u.%d' } }\n".formatted(USERS.get(i), i));
    }
    Path file =
        Files.writeString(
            folder.resolve("nats.conf"),
            """
            tls {
              cert_file: '%1$s/server-cert.pem', key_file: '%1$s/server-key.pem'
              ca_file: '%1$s/ca.pem', verify_and_map: true, timeout: 20
            }
            authorization { users: [
            %2$s] }
            """
                .formatted(folder, users));
    server = ServerProcess.start(ServerUnderTest.command(), "-c", file.toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void write(String name, CertificateRequest request) {
    IssuedCertificate issued = AUTHORITY.issue(request);
    issued.writeCertificate(folder.resolve(name + "-cert.pem"));
    issued.writeKey(folder.resolve(name + "-key.pem"));
  }

  private static CertificateRequest subject(String... names) {
    CertificateRequest request = CertificateRequest.empty().forClients();
    for (String name : names) {
      String[] parts = name.split("[=;]", -1);
      request.name(parts);
    }
    return request;
  }

  private static Map<String, CertificateRequest> certificates() {
    Map<String, CertificateRequest> all = new TreeMap<>();
    all.put("mail", subject("CN=x").dns("a.example.com").email("joe@example.com"));
    all.put("dns", subject("CN=x").uri("urn:joe").dns("a.example.com"));
    all.put("uri", subject("CN=x").uri("urn:joe"));
    all.put("unknown alternatives", subject("O=Acme", "OU=ops", "CN=joe").dns("b.example.com"));
    all.put("subject", subject("O=Acme", "OU=ops", "CN=joe"));
    all.put("subject reordered", subject("CN=joe", "O=Acme", "OU=ops"));
    all.put("user reordered", subject("O=Rev", "CN=rev"));
    all.put("several values", subject("O=Acme", "OU=ops;CN=multi"));
    all.put("several values apart", subject("O=Acme", "OU=ops", "CN=multi"));
    all.put("comma", CertificateRequest.empty().name("O", "Acme").name("CN", "joe,OU=admin"));
    all.put("comma apart", subject("O=Acme", "OU=admin", "CN=joe"));
    all.put("repeated", subject("OU=a", "OU=a", "CN=dup"));
    all.put("repeated once", subject("OU=a", "CN=dup"));
    all.put("both", subject("OU=b", "OU=a", "CN=dup"));
    all.put("domain", subject("DC=com", "DC=example", "O=Acme", "CN=dc"));
    all.put("domain cut", subject("DC=example", "O=Acme", "CN=dc"));
    all.put("unnamed type", subject("O=Acme", "UID=7", "CN=uid"));
    all.put("less", subject("CN=pre"));
    all.put("more", subject("O=Acme", "OU=y", "CN=pre"));
    all.put("case of types", subject("O=Acme", "CN=case"));
    all.put("case of values", subject("O=acme", "CN=case"));
    all.put("letters", subject("CN=Jörg"));
    all.put("joined", subject("OU=x;CN=split"));
    all.put("wildcard", subject("CN=x").dns("*.example.com"));
    all.put("nobody", subject("CN=eve"));
    return all;
  }

  /// The user, or `-` if the client is refused.
  private static String user(CertificateRequest request) throws IOException {
    write("client", request);
    try (TlsClient client = TlsClient.connect(server.port(), folder, "client")) {
      client.line();
      client.secure();
      String answer = client.connect("'verbose':false,'tls_required':true");
      if (!answer.equals("PONG")) {
        return "-";
      }
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < USERS.size(); i++) {
        all.append("PUB u.").append(i).append(" 0\r\n\r\n");
      }
      client.send(all + "PING\r\n");
      List<String> refused = new ArrayList<>();
      for (String line = client.line();
          line != null && !line.equals("PONG");
          line = client.line()) {
        refused.add(line);
      }
      for (int i = 0; i < USERS.size(); i++) {
        String subject = "\"u." + i + "\"";
        if (refused.stream().noneMatch(line -> line.contains(subject))) {
          return USERS.get(i);
        }
      }
      return "?";
    }
  }

  @Test
  void everyCertificateIsForTheUserItIsForWithTheReferenceServer() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, CertificateRequest> each : certificates().entrySet()) {
      found.put(each.getKey(), user(each.getValue()));
    }

    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("mail", "joe@example.com"),
                Map.entry("dns", "a.example.com"),
                Map.entry("uri", "urn:joe"),
                Map.entry("unknown alternatives", "CN=joe,OU=ops,O=Acme"),
                Map.entry("subject", "CN=joe,OU=ops,O=Acme"),
                Map.entry("subject reordered", "CN=joe,OU=ops,O=Acme"),
                Map.entry("user reordered", "O=Rev,CN=rev"),
                Map.entry("several values", "CN=multi+OU=ops,O=Acme"),
                Map.entry("several values apart", "-"),
                Map.entry("comma", "CN=joe\\,OU\\=admin,O=Acme"),
                Map.entry("comma apart", "-"),
                Map.entry("repeated", "-"),
                Map.entry("repeated once", "-"),
                Map.entry("both", "CN=dup,OU=a,OU=b"),
                Map.entry("domain", "CN=dc,O=Acme,DC=example,DC=com"),
                Map.entry("domain cut", "-"),
                Map.entry("unnamed type", "CN=uid,O=Acme"),
                Map.entry("less", "-"),
                Map.entry("more", "-"),
                Map.entry("case of types", "cn=case,o=Acme"),
                Map.entry("case of values", "-"),
                Map.entry("letters", "CN=J\\c3\\b6rg"),
                Map.entry("joined", "CN=split,OU=x"),
                Map.entry("wildcard", "*.example.com"),
                Map.entry("nobody", "-")));
  }
}
