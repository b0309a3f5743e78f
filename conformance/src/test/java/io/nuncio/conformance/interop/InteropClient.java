package io.nuncio.conformance.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A client library, and how its program is built and run.
///
/// The named folders of `interop` are copied side by side into a work folder; all commands run in
/// the copy of the first.
///
/// @param name the folder of the program
/// @param folders what to copy; the first is that of the program
/// @param toolchain what the machine has to have
/// @param preparation commands that build the program
/// @param command starts the program; host, port and token follow
/// @param cases what the program has to report on, in order
/// @param skips the cases that the client cannot have, by design
record InteropClient(
    String name,
    List<String> folders,
    Toolchain toolchain,
    List<List<String>> preparation,
    List<String> command,
    List<String> cases,
    Set<String> skips) {

  /// What the machine has to have.
  ///
  /// @param tools executables on `PATH`, or absolute paths
  /// @param installation what a person installs to have them
  record Toolchain(List<String> tools, String installation) {}

  private static final List<String> CASES =
      List.of(
          "option-token",
          "url-token",
          "wrong-token",
          "no-token",
          "publish-subscribe",
          "queue-group",
          "request-reply",
          "no-responders",
          "headers",
          "headers-multi-value",
          "wildcards",
          "unsubscribe-after-max",
          "flush-and-rtt",
          "max-payload",
          "reconnect-after-restart");

  /// All clients.
  ///
  /// @param jdk the folder of the JDK that builds and runs the Java program
  /// @param jnats the jar of the Java client
  static List<InteropClient> all(Path jdk, Path jnats) {
    return List.of(
        go(), java(jdk, jnats), javaScript("js-nats2"), javaScript("js-transport-node"), python());
  }

  private static InteropClient go() {
    return new InteropClient(
        "go",
        List.of("go"),
        new Toolchain(List.of("go"), "Go 1.26 or later"),
        List.of(List.of("go", "build", "-o", "program", ".")),
        List.of("./program"),
        CASES,
        Set.of());
  }

  private static InteropClient java(Path jdk, Path jnats) {
    var sources =
        List.of("Interop", "Target", "TokenCases", "MessageCases", "ConnectionCases").stream()
            .map(name -> name + ".java");
    var compile = new ArrayList<String>();
    compile.addAll(List.of(jdk.resolve("bin/javac").toString(), "-encoding", "UTF-8"));
    compile.addAll(List.of("--release", "21", "-cp", jnats.toString(), "-d", "classes"));
    compile.addAll(sources.toList());
    return new InteropClient(
        "java",
        List.of("java"),
        new Toolchain(
            List.of(jdk.resolve("bin/javac").toString()),
            "a JDK (this is a runtime without a compiler)"),
        List.of(compile),
        List.of(jdk.resolve("bin/java").toString(), "-cp", "classes:" + jnats, "Interop"),
        CASES,
        Set.of());
  }

  /// These clients take no token from a URL, by design; their program has a case for that instead.
  private static InteropClient javaScript(String name) {
    return new InteropClient(
        name,
        List.of(name, "js"),
        new Toolchain(List.of("node", "npm"), "Node.js 20 or later with npm"),
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund")),
        List.of("node", "interop.mjs"),
        CASES.stream().map(c -> c.equals("url-token") ? "url-token-ignored" : c).toList(),
        Set.of());
  }

  private static InteropClient python() {
    return new InteropClient(
        "python",
        List.of("python"),
        new Toolchain(List.of("python3"), "Python 3.9 or later with its venv module"),
        List.of(
            List.of("python3", "-m", "venv", "venv"),
            List.of("venv/bin/pip", "install", "--quiet", "-r", "requirements.txt")),
        List.of("venv/bin/python", "interop.py"),
        CASES,
        Set.of("headers-multi-value"));
  }
}
