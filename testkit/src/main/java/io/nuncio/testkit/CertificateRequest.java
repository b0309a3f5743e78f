package io.nuncio.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a test wants to have in a certificate. Each method changes this one and returns it.
public final class CertificateRequest {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("CN", "2.5.4.3"),
          Map.entry("SERIALNUMBER", "2.5.4.5"),
          Map.entry("C", "2.5.4.6"),
          Map.entry("L", "2.5.4.7"),
          Map.entry("ST", "2.5.4.8"),
          Map.entry("STREET", "2.5.4.9"),
          Map.entry("O", "2.5.4.10"),
          Map.entry("OU", "2.5.4.11"),
          Map.entry("T", "2.5.4.12"),
          Map.entry("POSTALCODE", "2.5.4.17"),
          Map.entry("UID", "0.9.2342.19200300.100.1.1"),
          Map.entry("DC", "0.9.2342.19200300.100.1.25"),
          Map.entry("EMAILADDRESS", "1.2.840.113549.1.9.1"));

  private final List<byte[]> names = new ArrayList<>();
  private final List<byte[]> alternatives = new ArrayList<>();
  private final List<byte[]> extensions = new ArrayList<>();
  private String algorithm = "EC";
  private Instant notBefore = Instant.now().minus(Duration.ofHours(1));
  private Instant notAfter = Instant.now().plus(Duration.ofDays(2));

  private CertificateRequest() {}

  /// One with nothing in it, for a key on the curve P-256.
  public static CertificateRequest empty() {
    return new CertificateRequest();
  }

  /// One for a server that is called `localhost` and `127.0.0.1`.
  public static CertificateRequest localhost() {
    return empty().name("CN", "localhost").dns("localhost").ip(127, 0, 0, 1);
  }

  /// Adds a name to the subject; the first one added is the first one in the certificate.
  ///
  /// @param types and values in turn: several make a name of several parts
  public CertificateRequest name(String... types) {
    var parts = new byte[types.length / 2][];
    for (int i = 0; i < parts.length; i++) {
      String type = types[2 * i];
      boolean ascii = type.equals("DC") || type.equals("EMAILADDRESS");
      parts[i] =
          Der.sequence(
              Der.identifier(TYPES.getOrDefault(type, type)),
              Der.text(ascii ? Der.IA5_STRING : Der.UTF8_STRING, types[2 * i + 1]));
    }
    names.add(Der.set(parts));
    return this;
  }

  /// Adds an address of electronic mail.
  public CertificateRequest email(String address) {
    return alternative(1, address);
  }

  /// Adds a name of DNS.
  public CertificateRequest dns(String name) {
    return alternative(2, name);
  }

  /// Adds a URI.
  public CertificateRequest uri(String uri) {
    return alternative(6, uri);
  }

  /// Adds an address of IPv4.
  public CertificateRequest ip(int a, int b, int c, int d) {
    alternatives.add(Der.implicit(7, new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}));
    return this;
  }

  private CertificateRequest alternative(int number, String text) {
    alternatives.add(Der.implicit(number, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return this;
  }

  /// Allows the key to be used by clients only.
  public CertificateRequest forClients() {
    return usage("1.3.6.1.5.5.7.3.2");
  }

  /// Allows the key to be used by servers only.
  public CertificateRequest forServers() {
    return usage("1.3.6.1.5.5.7.3.1");
  }

  private CertificateRequest usage(String purpose) {
    return extension("2.5.29.37", false, Der.sequence(Der.identifier(purpose)));
  }

  /// Adds any extension.
  ///
  /// @param value in DER
  CertificateRequest extension(String identifier, boolean critical, byte[] value) {
    extensions.add(
        critical
            ? Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value))
            : Der.sequence(Der.identifier(identifier), Der.octets(value)));
    return this;
  }

  /// Asks for another kind of key: `EC`, `RSA` or `Ed25519`.
  public CertificateRequest key(String other) {
    algorithm = other;
    return this;
  }

  /// Asks for one that has expired.
  public CertificateRequest expired() {
    notBefore = Instant.now().minus(Duration.ofDays(20));
    notAfter = Instant.now().minus(Duration.ofDays(10));
    return this;
  }

  /// Asks for one that expires soon.
  ///
  /// @param span from now on
  public CertificateRequest expiresIn(Duration span) {
    notAfter = Instant.now().plus(span);
    return this;
  }

  String algorithm() {
    return algorithm;
  }

  byte[] subject() {
    return Der.sequence(names.toArray(new byte[0][]));
  }

  byte[] validity() {
    return Der.sequence(Der.time(notBefore), Der.time(notAfter));
  }

  /// Of version 3; empty for none.
  byte[] extensions() {
    List<byte[]> all = new ArrayList<>(extensions);
    if (!alternatives.isEmpty()) {
      all.add(
          Der.sequence(
              Der.identifier("2.5.29.17"),
              Der.octets(Der.sequence(alternatives.toArray(new byte[0][])))));
    }
    return all.isEmpty() ? new byte[0] : Der.explicit(3, Der.sequence(all.toArray(new byte[0][])));
  }
}
