package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.TlsConfig.Mode;
import io.nuncio.config.TlsConfig.Stapling;
import io.nuncio.config.conf.ConfNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The key `ocsp`: true or false, or `{ mode, url, urls }`.
final class TlsStaplingKeys {
  private final ConfigValues values;
  private final Findings findings;
  private Mode mode = Mode.AUTO;
  private @Nullable String responder;

  TlsStaplingKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  Stapling stapling() {
    return new Stapling(mode, responder);
  }

  void take(ConfNode node) {
    switch (node) {
      case ConfNode.Bool(var position, boolean on, var written) ->
          mode = on ? Mode.AUTO : Mode.NEVER;
      case ConfNode.Map block -> {
        mode = Mode.AUTO;
        block.entries().values().forEach(this::takeEntry);
      }
      default ->
          findings.mistake(
              node, "error parsing ocsp config: unsupported type: expected true, false or a block");
    }
  }

  private void takeEntry(ConfNode.Entry entry) {
    switch (entry.key().toLowerCase(Locale.ROOT)) {
      case "mode" -> takeMode(entry.value());
      case "url" -> takeResponder(entry.value());
      case "urls" -> takeResponders(entry.value());
      default -> findings.unknownField(entry, "ocsp." + entry.key(), "");
    }
  }

  private void takeMode(ConfNode node) {
    String text = values.text("ocsp.mode", node);
    switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "auto" -> mode = Mode.AUTO;
      case "always" -> mode = Mode.ALWAYS;
      case "never" -> mode = Mode.NEVER;
      case "must" ->
          findings.mistake(
              node,
              "ocsp.mode: must is not built yet, because it ends the server when its certificate is"
                  + " revoked: use always to staple without that");
      default ->
          findings.mistake(
              node,
              "error parsing ocsp config: unsupported ocsp mode: expected auto, always or never");
    }
  }

  private void takeResponders(ConfNode node) {
    List<ConfNode> all = node instanceof ConfNode.List list ? list.values() : List.of(node);
    if (all.size() == 1) {
      takeResponder(all.getFirst());
    } else {
      findings.mistake(node, "ocsp.urls: more than one is not built yet: name one");
    }
  }

  private void takeResponder(ConfNode node) {
    String text = values.text("ocsp.url", node);
    if (text != null && !text.startsWith("http://") && !text.startsWith("https://")) {
      findings.mistake(node, "ocsp.url: expected a URL such as \"http://ocsp.example.com\"");
      return;
    }
    responder = text;
  }
}
