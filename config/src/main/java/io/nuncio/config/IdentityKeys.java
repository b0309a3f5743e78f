package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys about what the server is called and what it says about itself.
final class IdentityKeys {
  private final ConfigValues values;
  private final Findings findings;
  private @Nullable String serverName;
  private @Nullable String clientAdvertise;
  private final List<String> tags = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Boolean> featureFlags = new LinkedHashMap<>();

  IdentityKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    switch (key) {
      case "server_name" -> serverName = values.text(key, node);
      case "client_advertise" -> clientAdvertise = clientAdvertise(key, node);
      case "server_tags" -> takeTags(key, node);
      case "server_metadata" -> takeMetadata(key, node);
      case "feature_flags" -> takeFeatureFlags(key, node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable String clientAdvertise(String key, ConfNode node) {
    String text = values.text(key, node);
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!FlagValues.isHostAndPort(text)) {
      findings.mistake(
          node, key + ": expected a host and a port, such as \"nats.example.com:4222\"");
      return null;
    }
    return text;
  }

  /// One text, or a list of them.
  private void takeTags(String key, ConfNode node) {
    List<ConfNode> all = node instanceof ConfNode.List list ? list.values() : List.of(node);
    for (ConfNode each : all) {
      String tag = values.text(key, each);
      if (tag != null) {
        tags.add(tag.strip());
      }
    }
  }

  private void takeMetadata(String key, ConfNode node) {
    for (ConfNode.Entry entry : entries(key, node)) {
      String text = values.text(key + "." + entry.key(), entry.value());
      if (text != null) {
        metadata.put(entry.key(), text);
      }
    }
  }

  private void takeFeatureFlags(String key, ConfNode node) {
    for (ConfNode.Entry entry : entries(key, node)) {
      Boolean on = values.bool(key + "." + entry.key(), entry.value());
      if (on != null) {
        featureFlags.put(entry.key(), on);
      }
    }
  }

  private List<ConfNode.Entry> entries(String key, ConfNode node) {
    if (node instanceof ConfNode.Map map) {
      return List.copyOf(map.entries().values());
    }
    findings.mistake(node, key + ": expected a block { name: value }");
    return List.of();
  }

  /// @throws IllegalArgumentException if the name has white space in it
  Identity identity() {
    return new Identity(serverName, clientAdvertise, tags, metadata, featureFlags);
  }
}
