package io.nuncio.config;

import io.nuncio.config.conf.ConfDigest;
import io.nuncio.config.conf.ConfFiles;
import io.nuncio.config.conf.ConfNode;
import io.nuncio.config.conf.ConfParser;
import io.nuncio.config.conf.ConfResult;
import io.nuncio.config.conf.ConfSource;
import io.nuncio.config.conf.NioConfFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A configuration file of nats-server, turned into what it asks for.
///
/// All mistakes are found at once. What nats-server knows and this server cannot do yet is refused
/// by name, unless its value means "off".
public final class ConfigFile {
  private ConfigFile() {}

  /// What came of reading a file.
  public sealed interface Outcome {}

  /// The file says what can be done.
  ///
  /// @param config the defaults, where the file says nothing
  /// @param warnings where it was guessed what is meant, each with its position
  /// @param digest of what the file says, as nats-server computes it
  public record Accepted(ServerConfig config, List<String> warnings, String digest)
      implements Outcome {
    /// Keeps a copy.
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /// The file cannot be followed.
  ///
  /// @param mistakes one or more, each with its position
  public record Refused(List<String> mistakes) implements Outcome {
    /// Keeps a copy.
    public Refused {
      mistakes = List.copyOf(mistakes);
    }
  }

  /// Reads `file` and what it includes.
  ///
  /// @param environment the value of a variable, or null if there is none
  public static Outcome read(Path file, Function<String, @Nullable String> environment) {
    return reading(file, environment).outcome();
  }

  /// Reads `text`, which is in no file, and what it includes: from the working directory.
  ///
  /// @param name stands for the file in positions
  /// @param environment the value of a variable, or null if there is none
  public static Outcome read(
      String name, String text, Function<String, @Nullable String> environment) {
    ConfSource source = new ConfSource(name, text);
    return understand(ConfParser.parse(source, environment::apply, new NioConfFiles())).outcome();
  }

  /// What a file says, taken apart so that flags can go over it.
  ///
  /// @param saysAuthTimeout whether it says how long a client may take to prove itself
  /// @param proof the key of `authorization` that says how clients prove themselves, such as
  ///   `token`; empty for none
  /// @param mistakes if there are any, the rest means nothing
  record Reading(
      ServerConfig config,
      LogSettings log,
      MonitoringSettings monitoring,
      TlsSettings tls,
      boolean saysAuthTimeout,
      String proof,
      List<String> mistakes,
      List<String> warnings,
      String digest) {
    /// What there is without a file.
    static Reading nothing() {
      return refused(List.of());
    }

    Outcome outcome() {
      return mistakes.isEmpty() ? new Accepted(config, warnings, digest) : new Refused(mistakes);
    }

    private static Reading refused(List<String> mistakes) {
      return new Reading(
          ServerConfig.defaults(),
          LogSettings.defaults(),
          MonitoringSettings.defaults(),
          TlsSettings.none(),
          false,
          "",
          mistakes,
          List.of(),
          "");
    }
  }

  static Reading reading(Path file, Function<String, @Nullable String> environment) {
    ConfFiles.Outcome outcome = NioConfFiles.open(file);
    // The first switch over types of a process takes as long as reading the file does.
    if (outcome instanceof ConfFiles.Unreadable(String name, String reason)) {
      return Reading.refused(List.of("open " + name + ": " + reason));
    }
    ConfSource source = ((ConfFiles.Found) outcome).source();
    return understand(ConfParser.parse(source, environment::apply, new NioConfFiles()));
  }

  static Reading understand(ConfResult parsed) {
    Findings findings = new Findings();
    parsed.mistakes().forEach(mistake -> findings.mistake(mistake.toString()));
    ServerKeys keys = new ServerKeys(parsed.tree(), findings);
    ServerConfig config = keys.config();
    if (findings.hasMistakes()) {
      return Reading.refused(findings.mistakes());
    }
    List<String> warnings = new ArrayList<>(findings.warnings());
    if (parsed.tree().entries().isEmpty()) {
      warnings.add("the configuration file is empty");
    }
    return new Reading(
        config,
        keys.log(),
        keys.monitoring(),
        keys.tls(),
        keys.saysAuthTimeout(),
        keys.proof(),
        List.of(),
        warnings,
        ConfDigest.of(parsed.tree()));
  }

  /// Collects what is wrong, and what was guessed.
  static final class Findings {
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void mistake(String text) {
      mistakes.add(text);
    }

    void mistake(ConfNode node, String text) {
      mistakes.add(node.position() + ": " + text);
    }

    /// A field that there is not, unless it is there as a variable.
    ///
    /// @param name in full
    /// @param hint to stand behind it; empty for none
    void unknownField(ConfNode.Entry entry, String name, String hint) {
      if (!entry.usedAsVariable()) {
        mistake(entry.position() + ": unknown field \"" + name + "\"" + hint);
      }
    }

    void warn(ConfNode node, String text) {
      warnings.add(node.position() + ": " + text);
    }

    void warn(String text) {
      warnings.add(text);
    }

    boolean hasMistakes() {
      return !mistakes.isEmpty();
    }

    List<String> mistakes() {
      return List.copyOf(mistakes);
    }

    List<String> warnings() {
      return List.copyOf(warnings);
    }
  }
}
