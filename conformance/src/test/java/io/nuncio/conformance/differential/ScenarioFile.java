package io.nuncio.conformance.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.conformance.differential.Scenario.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads scenarios from text:
///
/// ```
/// == name-of-the-scenario
/// args: --auth mytoken              behind -a 127.0.0.1 -p {{port}}; `exactly:` stands alone
/// env: TOKEN=secret                 any of these lines may be missing
/// log: server.log                   where the log goes besides standard error
/// pings: compared
/// file nats.conf:
///     port: {{port}}                indented by four spaces
/// do:
///     a open                        the words of Stage
/// ```
///
/// Lines that begin with `#` are comments, except inside files and scripts.
final class ScenarioFile {
  private static final List<String> FILES =
      List.of("protocol", "program", "config", "logging", "limits", "lifecycle", "reload", "users");
  private static final String INDENT = "    ";
  private static final Set<String> VERBS_OF_NO_PEER =
      Set.of(
          "log", "kill", "program", "show", "list", "pause", "exits", "stop", "move", "remove",
          "write");

  private final List<Scenario> scenarios = new ArrayList<>();
  private String name = "";
  private List<String> environment = List.of();
  private List<String> arguments = List.of();
  private List<String> logs = List.of();
  private boolean withPings;
  private Map<String, String> files = new LinkedHashMap<>();
  private List<Step> steps = new ArrayList<>();
  private String section = "";

  private ScenarioFile() {}

  /// All scenarios, in the order of the files and in them.
  static List<Scenario> all() {
    return FILES.stream().flatMap(ScenarioFile::read).toList();
  }

  /// The scenarios of one text.
  static List<Scenario> parse(String text) {
    var file = new ScenarioFile();
    text.lines().forEach(file::line);
    file.finish();
    return List.copyOf(file.scenarios);
  }

  private static Stream<Scenario> read(String file) {
    var resource = "/scenarios/" + file + ".txt";
    try (var stream = ScenarioFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return parse(new String(stream.readAllBytes(), UTF_8)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.startsWith("== ")) {
      finish();
      start(line.substring(3).strip());
    } else if (line.startsWith(INDENT)) {
      indented(line.substring(INDENT.length()));
    } else if (!line.isBlank() && !line.startsWith("#")) {
      header(line.strip());
    }
  }

  private void start(String newName) {
    name = newName;
    environment = List.of();
    arguments = withAddress("");
    logs = List.of();
    withPings = false;
    files = new LinkedHashMap<>();
    steps = new ArrayList<>();
    section = "";
  }

  private void finish() {
    if (!name.isEmpty()) {
      scenarios.add(
          new Scenario(
              name,
              environment,
              arguments,
              Map.copyOf(files),
              logs,
              withPings,
              List.copyOf(steps)));
    }
    name = "";
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(name + ": no colon in: " + line);
    }
    var key = line.substring(0, colon);
    var value = line.substring(colon + 1).strip();
    section = "";
    switch (key) {
      case "args" -> arguments = withAddress(value);
      case "exactly" -> arguments = words(value);
      case "env" -> environment = words(value);
      case "log" -> logs = words(value);
      case "pings" -> withPings = true;
      case "do" -> section = key;
      default -> {
        if (!key.startsWith("file ")) {
          throw new IllegalArgumentException(name + ": unknown " + key);
        }
        section = key.substring("file ".length());
        files.put(section, "");
      }
    }
  }

  private void indented(String line) {
    if (section.equals("do")) {
      steps.add(step(line));
    } else if (files.containsKey(section)) {
      files.merge(section, line + "\n", String::concat);
    } else {
      throw new IllegalArgumentException(name + ": belongs to nothing: " + line);
    }
  }

  private static Step step(String line) {
    var verb = line.split(" ", 2);
    if (VERBS_OF_NO_PEER.contains(verb[0])) {
      return new Step("", verb[0], verb.length > 1 ? verb[1] : "");
    }
    var words = line.split(" ", 3);
    return new Step(words[0], words[1], words.length > 2 ? words[2] : "");
  }

  private static List<String> withAddress(String more) {
    return words("-a 127.0.0.1 -p {{port}} " + more);
  }

  /// Words between spaces; `''` is an empty one.
  private static List<String> words(String text) {
    return Stream.of(text.strip().split(" +"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.equals("''") ? "" : word)
        .toList();
  }
}
