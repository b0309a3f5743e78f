package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.First;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import io.nuncio.config.conf.ConfDuration;
import io.nuncio.config.conf.ConfNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys about TLS for clients: `tls { }`, `allow_non_tls` and `ocsp`.
///
/// Mistakes are told in the words of nats-server 2.15.2 where it has any.
final class TlsKeys {
  private static final String PARSING = "error parsing tls config, ";
  private static final int FINGERPRINT_DIGITS = 64;

  private final ConfigValues values;
  private final Findings findings;
  private final TlsChoiceKeys choices;
  private final TlsStaplingKeys stapling;
  private ConfNode.@Nullable Map block;
  private @Nullable Path certificate;
  private @Nullable Path key;
  private final List<KeyPairFiles> pairs = new ArrayList<>();
  private @Nullable Path authorities;
  private boolean verify;
  private boolean map;
  private final Set<String> pinned = new LinkedHashSet<>();
  private Duration timeout = Duration.ZERO;
  private First first = First.info();
  private long perSecond;
  private boolean plainToo;

  TlsKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
    this.choices = new TlsChoiceKeys(findings);
    this.stapling = new TlsStaplingKeys(values, findings);
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    switch (key) {
      case "tls" -> takeBlock(node);
      case "allow_non_tls" -> plainToo = values.isTrue(key, node, false);
      case "ocsp" -> stapling.take(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What the file says, for flags to go over.
  TlsSettings settings() {
    return new TlsSettings(
        block == null ? "" : block.position().toString(),
        pairs,
        new ClientCertificates(verify || map, map, authorities, pinned),
        choices.choices(),
        new TlsConfig.Handshake(
            timeout.isZero() ? TlsConfig.Handshake.DEFAULT_TIMEOUT : timeout,
            first,
            perSecond,
            plainToo),
        stapling.stapling());
  }

  private void takeBlock(ConfNode node) {
    if (!(node instanceof ConfNode.Map map)) {
      findings.mistake(node, "tls: expected a block { }");
      return;
    }
    block = map;
    for (ConfNode.Entry entry : map.entries().values()) {
      String name = entry.key().toLowerCase(Locale.ROOT);
      if (!takeFiles(name, entry.value())
          && !takeClients(name, entry.value())
          && !choices.take(name, entry.value())
          && !takeHandshake(name, entry.value())
          && !takeForeign(name, entry)
          && !entry.usedAsVariable()) {
        findings.mistake(
            entry.position() + ": " + PARSING + "unknown field \"" + entry.key() + "\"");
      }
    }
    join(map);
    choices.checkTogether(map);
  }

  private boolean takeFiles(String name, ConfNode node) {
    switch (name) {
      case "cert_file" -> certificate = file(name, node);
      case "key_file" -> key = file(name, node);
      case "ca_file" -> authorities = file(name, node);
      case "certs", "certificates" -> takePairs(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeClients(String name, ConfNode node) {
    switch (name) {
      case "verify" -> verify = bool(name, node);
      case "verify_and_map" -> map = bool(name, node);
      case "verify_cert_and_check_known_urls" -> {
        if (bool(name, node)) {
          findings.mistake(node, name + " not supported in this context");
        }
      }
      case "pinned_certs" -> takePinned(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeHandshake(String name, ConfNode node) {
    switch (name) {
      case "timeout" -> takeTimeout(node);
      case "connection_rate_limit" -> {
        Long number = values.number("tls." + name, node, 0, Integer.MAX_VALUE);
        perSecond = number == null ? 0 : number;
      }
      case "handshake_first", "first", "immediate" -> takeFirst(name, node);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What nats-server knows and this server cannot do here.
  private boolean takeForeign(String name, ConfNode.Entry entry) {
    String reason =
        switch (name) {
          case "insecure" ->
              "is for connections that the server opens itself: clients are checked by verify, so"
                  + " leave it out";
          case "cert_store",
              "cert_match_by",
              "cert_match",
              "cert_match_skip_invalid",
              "ca_certs_match" ->
              "is about the certificate store of Windows, which is not built yet: name files by"
                  + " cert_file and key_file";
          case "ocsp_peer" ->
              "is not built yet: leave it out to check clients without asking whether their"
                  + " certificates were revoked";
          default -> "";
        };
    if (reason.isEmpty()) {
      return false;
    }
    if (!UnbuiltKeys.isOff(entry.value())) {
      findings.mistake(entry.position() + ": tls." + name + " " + reason);
    }
    return true;
  }

  private @Nullable Path file(String name, ConfNode node) {
    if (!(node instanceof ConfNode.Text)) {
      findings.mistake(node, PARSING + "expected '" + name + "' to be filename");
      return null;
    }
    Path path = values.path(name, node);
    return path == null || path.toString().isEmpty() ? null : path;
  }

  private boolean bool(String name, ConfNode node) {
    if (node instanceof ConfNode.Bool value) {
      return value.value();
    }
    findings.mistake(node, PARSING + "expected '" + name + "' to be a boolean");
    return false;
  }

  private void takePairs(ConfNode node) {
    if (!(node instanceof ConfNode.List list)) {
      findings.mistake(node, "certs: expected [ { cert_file: \"…\", key_file: \"…\" } ]");
      return;
    }
    list.values().forEach(this::takePair);
  }

  private void takePair(ConfNode node) {
    Path pairCertificate = null;
    Path pairKey = null;
    if (node instanceof ConfNode.Map pair) {
      for (ConfNode.Entry entry : pair.entries().values()) {
        switch (entry.key()) {
          case "cert_file" -> pairCertificate = file("cert_file", entry.value());
          case "key_file" -> pairKey = file("key_file", entry.value());
          default ->
              findings.mistake(
                  entry.position()
                      + ": error parsing tls certs config, unknown field \""
                      + entry.key()
                      + "\"");
        }
      }
    }
    if (pairCertificate == null || pairKey == null) {
      findings.mistake(
          node,
          "error parsing certificates config: both 'cert_file' and 'key_file' options are"
              + " required");
    } else {
      pairs.add(new KeyPairFiles(pairCertificate, pairKey));
    }
  }

  private void takePinned(ConfNode node) {
    String expected = "hex-encoded sha256 of DER encoded SubjectPublicKeyInfo";
    if (!(node instanceof ConfNode.List list)) {
      findings.mistake(node, PARSING + "expected 'pinned_certs' to be a list of " + expected);
      return;
    }
    for (ConfNode each : list.values()) {
      String text = each instanceof ConfNode.Text(var at, String value, var writing) ? value : "";
      String digits = text.toLowerCase(Locale.ROOT);
      if (isFingerprint(digits)) {
        pinned.add(digits);
      } else {
        findings.mistake(
            each, PARSING + "'pinned_certs' key " + digits + " does not look like " + expected);
      }
    }
  }

  private static boolean isFingerprint(String text) {
    boolean hexadecimal = text.length() == FINGERPRINT_DIGITS;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hexadecimal &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return hexadecimal;
  }

  /// Zero stands for the default, as in nats-server.
  private void takeTimeout(ConfNode node) {
    Duration value = values.seconds("tls.timeout", node);
    if (value != null && value.isNegative()) {
      findings.mistake(node, "tls.timeout: expected a time that is not negative, such as \"2s\"");
    } else if (value != null) {
      timeout = value;
    }
  }

  private void takeFirst(String name, ConfNode node) {
    switch (node) {
      case ConfNode.Bool(var at, boolean on, var written) -> first = new First(on, null);
      case ConfNode.Text(var at, String text, var writing) -> {
        First parsed = first(text);
        if (parsed == null) {
          findings.mistake(node, "field \"" + name + "\"'s value \"" + text + "\" is invalid");
        } else {
          first = parsed;
        }
      }
      default ->
          findings.mistake(
              node,
              "field \""
                  + name
                  + "\" should be a boolean or a string, such as \"auto\" or \"50ms\"");
    }
  }

  private static @Nullable First first(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "on" -> new First(true, null);
      case "false", "off" -> First.info();
      case "auto", "auto_fallback" -> new First(true, First.AUTO);
      default ->
          ConfDuration.parse(text) instanceof ConfDuration.Valid(Duration patience)
              ? new First(true, patience.isPositive() ? patience : null)
              : null;
    };
  }

  /// Makes a pair of `cert_file` and `key_file`. A block without a certificate is a mistake, unlike
  /// in nats-server, where no client can connect then.
  private void join(ConfNode.Map tls) {
    if (certificate != null && !pairs.isEmpty()) {
      findings.mistake(tls, PARSING + "cannot combine 'cert_file' option with 'certs' option");
    } else if (certificate != null && key != null) {
      pairs.add(new KeyPairFiles(certificate, key));
    } else if (certificate != null) {
      findings.mistake(tls, "missing 'key_file' in TLS configuration");
    } else if (key != null) {
      findings.mistake(tls, "missing 'cert_file' in TLS configuration");
    } else if (pairs.isEmpty()) {
      findings.mistake(
          tls,
          "tls: without a certificate no client could connect: add cert_file and key_file, or leave"
              + " the block out to start without TLS");
    }
  }
}
