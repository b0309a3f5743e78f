package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.TlsConfig.Version;
import io.nuncio.config.conf.ConfNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of `tls { }` about what client and server may agree on: `min_version`, `cipher_suites`,
/// `allow_insecure_cipher_suites` and `curve_preferences`.
final class TlsChoiceKeys {
  private static final String PARSING = "error parsing tls config, ";

  private final Findings findings;
  private Version oldest = Version.TLS_1_2;
  private List<String> cipherSuites = TlsCipherSuites.secure();
  private boolean insecureToo;
  private List<TlsGroup> groups = TlsGroup.all();

  TlsChoiceKeys(Findings findings) {
    this.findings = findings;
  }

  boolean take(String name, ConfNode node) {
    switch (name) {
      case "min_version" -> takeVersion(node);
      case "cipher_suites" -> takeCipherSuites(node);
      case "allow_insecure_cipher_suites" -> {
        if (node instanceof ConfNode.Bool value) {
          insecureToo = value.value();
        } else {
          findings.mistake(node, PARSING + "expected '" + name + "' to be a boolean");
        }
      }
      case "curve_preferences" -> takeGroups(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  TlsConfig.Choices choices() {
    return new TlsConfig.Choices(oldest, cipherSuites, groups);
  }

  /// What can be said only when all keys are known.
  void checkTogether(ConfNode tls) {
    List<String> insecure = new ArrayList<>();
    for (String name : cipherSuites) {
      if (TlsCipherSuites.isInsecure(name)) {
        insecure.add(name);
      }
    }
    if (!insecure.isEmpty() && !insecureToo) {
      findings.mistake(
          tls,
          "insecure cipher suites configured without 'allow_insecure_cipher_suites' option set: "
              + String.join(", ", insecure));
    }
  }

  private void takeVersion(ConfNode node) {
    String text = text(node);
    switch (text == null ? "" : text) {
      case "1.2" -> oldest = Version.TLS_1_2;
      case "1.3" -> oldest = Version.TLS_1_3;
      case "1.0", "1.1" ->
          findings.mistake(
              node,
              "error parsing tls config: unsupported TLS version: TLS "
                  + text
                  + "; the oldest is \"1.2\"");
      case "" ->
          findings.mistake(
              node,
              "error parsing tls config: 'min_version' wrong type: expected \"1.2\" or \"1.3\", in"
                  + " quotes");
      default ->
          findings.mistake(
              node,
              "error parsing tls config: unknown version: "
                  + text
                  + "; expected \"1.2\" or \"1.3\"");
    }
  }

  private void takeCipherSuites(ConfNode node) {
    List<ConfNode> listed = listed("cipher_suites", node);
    if (listed.isEmpty()) {
      return;
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (ConfNode each : listed) {
      String name = text(each);
      if (name != null && TlsCipherSuites.all().contains(name)) {
        chosen.add(name);
      } else {
        findings.mistake(
            each,
            "unrecognized cipher "
                + name
                + " (did you mean \""
                + Nearest.of(String.valueOf(name), TlsCipherSuites.all())
                + "\"? nats-server --help_tls lists all)");
      }
    }
    cipherSuites = TlsCipherSuites.only(chosen);
  }

  private void takeGroups(ConfNode node) {
    List<ConfNode> listed = listed("curve_preferences", node);
    if (listed.isEmpty()) {
      return;
    }
    Set<TlsGroup> chosen = new LinkedHashSet<>();
    for (ConfNode each : listed) {
      String name = text(each);
      TlsGroup group = name == null ? null : TlsGroup.named(name);
      if (group == null) {
        findings.mistake(
            each, "unrecognized curve preference " + name + " (nats-server --help_tls lists all)");
      } else {
        chosen.add(group);
      }
    }
    groups = List.copyOf(chosen);
  }

  /// Empty after a mistake.
  private List<ConfNode> listed(String name, ConfNode node) {
    if (!(node instanceof ConfNode.List list)) {
      findings.mistake(node, PARSING + "expected '" + name + "' to be a list");
      return List.of();
    }
    if (list.values().isEmpty()) {
      findings.mistake(node, PARSING + "'" + name + "' cannot be empty");
    }
    return list.values();
  }

  private static @Nullable String text(ConfNode node) {
    return node instanceof ConfNode.Text(var position, String value, var writing) ? value : null;
  }
}
