package io.nuncio.conformance.differential;

import io.nuncio.conformance.FreePort;
import io.nuncio.conformance.differential.Scenario.Step;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One server in a working folder of its own, on which a scenario is played. Confined to one
/// thread.
///
/// The words of a script, beside those of [Clients], which begin with the name of a client:
///
/// | step | what it does |
/// |---|---|
/// | `log TEXT` | waits for a line of the log that has the text, behind the one last waited for |
/// | `kill NAME` | sends the server a signal: `INT`, `TERM`, `HUP`, `USR1`, `USR2`, `KILL` |
/// | `program ARGUMENTS` | runs the program once more to its end, and notes what it says |
/// | `show FILE`, `list FOLDER` | waits for the file and notes its text; notes the names in a folder |
/// | `move FROM TO`, `remove FILE`, `write FILE TEXT` | changes the working folder |
/// | `pause MILLISECONDS` | lets time pass |
/// | `stop`, `exits` | asks the server to end (`TERM`) and waits; only waits |
///
/// The server is stopped behind the last step if it still runs.
final class Stage implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern PINGS =
      Pattern.compile("->> \\[PING]|<<- \\[PONG]|Ping Timer|Delaying PING");

  /// A line whose place among those of the clients is up to the reference server's scheduler.
  private static final String ANY_TIME = "Client accept loop exiting..";

  private final List<String> command;
  private final Scenario scenario;
  private final Path folder;
  private final int port;
  private final Slots slots;
  private final ServerProcess server;
  private final Normalisation normalisation;
  private final Clients clients;
  private final List<String> lines = new ArrayList<>();
  private final List<String> trouble = new ArrayList<>();
  private int logLinesWaitedFor;

  /// Prepares the folder and starts the server in it.
  Stage(List<String> command, Scenario scenario) throws IOException {
    this.scenario = scenario;
    folder = Files.createTempDirectory("differential");
    port = FreePort.find();
    this.command = new ArrayList<>(List.of("env", "-C", folder.toString()));
    this.command.addAll(scenario.environment());
    this.command.addAll(command);
    var values = Map.of("port", Integer.toString(port), "folder", folder.toString());
    for (var file : scenario.files().entrySet()) {
      prepare(file.getKey(), new Slots(values).fill(file.getValue()));
    }
    server = ServerProcess.launch(this.command, port, scenario.arguments(new Slots(values)));
    var pid = Long.toString(server.pid());
    slots = new Slots(Map.of("port", values.get("port"), "folder", folder.toString(), "pid", pid));
    var names = new HashMap<>(Map.of(values.get("port"), "PORT", pid, "PID"));
    if (scenario.files().values().stream().anyMatch(text -> text.contains("{{port}}"))) {
      names.put("sha256:[0-9a-f]{64}", "sha256:DIGEST"); // of a text that holds the port
    }
    normalisation = new Normalisation(names);
    clients = new Clients(server, normalisation, scenario.withPings());
  }

  /// Plays the script to its end.
  Observation play() throws IOException {
    awaitReady();
    for (var step : scenario.steps()) {
      try {
        play(step);
      } catch (AssertionError | RuntimeException e) {
        trouble.add(step + ": " + e);
        lines.add("step: " + step + ": in vain");
      }
    }
    lines.add("exit: " + (server.isRunning() ? server.stop() : server.awaitExit()));
    server.outputLines().forEach(line -> add("out", line));
    var log = logLines();
    log.stream().filter(line -> !line.contains(ANY_TIME)).forEach(this::addLog);
    log.stream().filter(line -> line.contains(ANY_TIME)).forEach(this::addLog);
    return new Observation(lines, trouble);
  }

  @Override
  public void close() {
    clients.close();
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException ignored) {
      // Left to the system's own cleaning.
    }
  }

  private void addLog(String line) {
    if (scenario.withPings() || !PINGS.matcher(line).find()) {
      add("log", line);
    }
  }

  private void prepare(String name, String text) throws IOException {
    var file = folder.resolve(name);
    if (name.endsWith("/")) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }

  private void awaitReady() {
    Await.until(
        "the server to be ready or to end",
        LIMIT,
        () ->
            !server.isRunning()
                || logLines().stream().anyMatch(line -> line.contains("Server is ready")));
  }

  private void play(Step step) throws IOException {
    if (!step.peer().isEmpty()) {
      var text = slots.fill(step.text());
      clients.play(step.peer(), step.verb(), text).forEach(line -> add(step.peer(), line));
      return;
    }
    var words = slots.fill(step.text()).split(" ", 2);
    switch (step.verb()) {
      case "log" -> awaitLog(slots.fill(step.text()));
      case "kill" -> ServerProcess.run(List.of("kill"), "-" + words[0], slots.fill("{{pid}}"));
      case "program" -> program(slots.fill(step.text()).split(" "));
      case "show" -> show(words[0]);
      case "list" -> list(words[0]);
      case "pause" -> Await.pass(Duration.ofMillis(Long.parseLong(words[0])));
      case "move" ->
          Files.move(
              folder.resolve(words[0]),
              folder.resolve(words[1]),
              StandardCopyOption.REPLACE_EXISTING);
      case "remove" -> Files.delete(folder.resolve(words[0]));
      case "write" -> Files.writeString(folder.resolve(words[0]), words[1] + "\n");
      case "stop" -> server.stop();
      case "exits" -> server.awaitExit();
      default -> throw new IllegalArgumentException("unknown step " + step);
    }
  }

  private void program(String... arguments) {
    var finished = ServerProcess.run(command, arguments);
    lines.add("program: status " + finished.status());
    finished.output().forEach(line -> add("program out", line));
    finished.errors().forEach(line -> add("program err", line));
  }

  private void show(String name) throws IOException {
    var file = folder.resolve(name);
    Await.until("the file " + name, LIMIT, () -> Files.exists(file) || !server.isRunning());
    if (Files.exists(file)) {
      Files.readString(file).lines().forEach(line -> add("file " + name, line));
    } else {
      add("file " + name, "(none)");
    }
  }

  private void list(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name))) {
      files
          .map(file -> file.getFileName().toString())
          .sorted()
          .forEach(file -> add("folder " + name, file));
    }
  }

  private void awaitLog(String text) {
    Await.until(
        "a line of the log with " + text,
        LIMIT,
        () -> {
          var all = logLines();
          for (int i = logLinesWaitedFor; i < all.size(); i++) {
            if (all.get(i).contains(text)) {
              logLinesWaitedFor = i + 1;
              return true;
            }
          }
          return false;
        });
  }

  /// Standard error, and behind it the files the log goes to.
  private List<String> logLines() {
    var all = new ArrayList<>(server.errorLines());
    for (var log : scenario.logs()) {
      try {
        var file = folder.resolve(log);
        if (Files.exists(file)) {
          all.addAll(Files.readAllLines(file));
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return all;
  }

  private void add(String source, String line) {
    lines.add(normalisation.apply(source + ": " + line).stripTrailing());
  }
}
