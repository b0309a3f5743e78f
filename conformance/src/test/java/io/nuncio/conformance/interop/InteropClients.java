package io.nuncio.conformance.interop;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.interop.InteropClient.Example;
import io.nuncio.conformance.interop.InteropClient.Program;
import io.nuncio.conformance.interop.InteropClient.Toolchain;
import io.nuncio.conformance.interop.InteropClient.WhenMissing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The catalogue of all clients.
final class InteropClients {

  private static final List<String> MESSAGE_CASES =
      List.of(
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

  /// For the clients that came before headers.
  private static final List<String> OLD_MESSAGE_CASES =
      List.of("publish-subscribe", "request-reply");

  private static final Set<String> BOTH_WAYS = Set.of("connected by option", "connected by URL");
  private static final Set<String> BY_OPTION = Set.of("connected by option");

  private InteropClients() {}

  /// All clients.
  ///
  /// @param jdk the folder of the JDK that builds and runs the Java program
  /// @param jnats the class path of the Java client
  static List<InteropClient> all(Path jdk, String jnats) {
    return List.of(
        go(),
        java(jdk, jnats),
        javaScript("js-nats2", "JavaScript, package nats 2"),
        javaScript("js-transport-node", "JavaScript"),
        javaScriptNats1(),
        typeScript(),
        python(),
        pythonAsyncio(),
        ruby("ruby-nats-pure", "nats-pure", "2.5.0", "Ruby"),
        ruby("ruby-nats", "nats", "0.11.2", "Ruby, gem nats"));
  }

  private static InteropClient go() {
    return new InteropClient(
        "go",
        List.of("go"),
        toolchain("Go 1.26 or later", "go"),
        new Program(List.of(List.of("go", "build", "-o", "program", ".")), List.of("./program")),
        new Example(
            "Go", "documented/main.go", List.of(List.of("go", "run", "./documented")), BOTH_WAYS),
        cases(List.of("url-token", "url-token-without-scheme", "url-token-encoded"), MESSAGE_CASES),
        Set.of());
  }

  private static InteropClient java(Path jdk, String jnats) {
    var javac = jdk.resolve("bin/javac").toString();
    var java = jdk.resolve("bin/java").toString();
    var compile = new ArrayList<String>();
    compile.addAll(List.of(javac, "-encoding", "UTF-8", "--release", "21"));
    compile.addAll(List.of("-cp", jnats, "-d", "classes"));
    Stream.of("Interop", "Target", "TokenCases", "MessageCases", "ConnectionCases")
        .forEach(name -> compile.add(name + ".java"));
    return new InteropClient(
        "java",
        List.of("java"),
        toolchain("a JDK (this is a runtime without a compiler)", javac),
        new Program(List.of(compile), List.of(java, "-cp", "classes:" + jnats, "Interop")),
        new Example(
            "Java", "Tokens.java", List.of(List.of(java, "-cp", jnats, "Tokens.java")), BOTH_WAYS),
        cases(List.of("url-token", "url-token-without-scheme", "url-token-encoded"), MESSAGE_CASES),
        Set.of());
  }

  /// These clients take no token from a URL, by design; their program has a case for that instead.
  private static InteropClient javaScript(String name, String heading) {
    return new InteropClient(
        name,
        List.of(name, "js"),
        node(),
        new Program(List.of(npmCi()), List.of("node", "interop.mjs")),
        new Example(
            heading, "documented.mjs", List.of(List.of("node", "documented.mjs")), BY_OPTION),
        cases(List.of("url-token-ignored"), MESSAGE_CASES),
        Set.of());
  }

  private static InteropClient javaScriptNats1() {
    return new InteropClient(
        "js-nats1",
        List.of("js-nats1", "js"),
        node(),
        new Program(List.of(npmCi()), List.of("node", "interop.mjs")),
        new Example(
            "JavaScript, package nats 1.4",
            "documented.mjs",
            List.of(List.of("node", "documented.mjs")),
            BOTH_WAYS),
        cases(List.of("url-token", "url-token-encoded-kept"), OLD_MESSAGE_CASES),
        Set.of());
  }

  /// The token in the place of a password is what its documentation shows; nats-server refuses it.
  private static InteropClient typeScript() {
    var inPassword =
        ServerUnderTest.isReference() ? "url-password-token-refused" : "url-password-token";
    var compile =
        List.of(
            "node_modules/.bin/tsc",
            "--strict",
            "--skipLibCheck",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "documented.mts");
    return new InteropClient(
        "ts-nats",
        List.of("ts-nats", "js"),
        node(),
        new Program(List.of(npmCi()), List.of("node", "interop.mjs")),
        new Example(
            "TypeScript",
            "documented.mts",
            List.of(compile, List.of("node", "documented.mjs")),
            BOTH_WAYS),
        cases(
            List.of("url-token", "url-token-without-scheme", "url-token-encoded", inPassword),
            OLD_MESSAGE_CASES),
        Set.of());
  }

  private static InteropClient python() {
    return new InteropClient(
        "python",
        List.of("python"),
        toolchain("Python 3.9 or later with its venv module", "python3"),
        new Program(virtualEnvironment(), List.of("venv/bin/python", "interop.py")),
        new Example(
            "Python",
            "documented.py",
            List.of(List.of("venv/bin/python", "documented.py")),
            BOTH_WAYS),
        cases(
            List.of("url-token", "url-token-without-scheme", "url-token-encoded-kept"),
            MESSAGE_CASES),
        Set.of("headers-multi-value"));
  }

  private static InteropClient pythonAsyncio() {
    return new InteropClient(
        "python-asyncio",
        List.of("python-asyncio", "python"),
        toolchain("Python 3.9 or later with its venv module", "python3"),
        new Program(virtualEnvironment(), List.of("venv/bin/python", "interop.py")),
        new Example(
            "Python, asyncio-nats-client",
            "documented.py",
            List.of(List.of("venv/bin/python", "loopless.py", "documented.py")),
            BOTH_WAYS),
        cases(List.of("url-token", "url-token-encoded-kept"), OLD_MESSAGE_CASES),
        Set.of());
  }

  /// These are not installed by the test: one of them needs a compiler for C++.
  private static InteropClient ruby(String name, String gem, String version, String heading) {
    var require = "gem '%s', '%s'".formatted(gem, version);
    var urlCases = new ArrayList<String>();
    urlCases.addAll(List.of("url-token", "url-token-without-scheme", "url-token-encoded-kept"));
    if (gem.equals("nats-pure")) {
      urlCases.add("option-token-misnamed");
    }
    return new InteropClient(
        name,
        List.of(name, "ruby"),
        new Toolchain(
            List.of("ruby"),
            List.of("ruby", "-e", require),
            "Ruby 3 with the gem %s %s".formatted(gem, version),
            WhenMissing.REPLAY),
        new Program(List.of(), List.of("ruby", "interop.rb")),
        new Example(
            heading,
            "documented.rb",
            List.of(List.of("ruby", "-e", require + "; load 'documented.rb'")),
            BOTH_WAYS),
        cases(urlCases, List.of("publish-subscribe", "request-reply", "recorded-lines")),
        Set.of());
  }

  private static List<String> cases(List<String> urlCases, List<String> messageCases) {
    return Stream.of(
            List.of("option-token"), urlCases, List.of("wrong-token", "no-token"), messageCases)
        .flatMap(List::stream)
        .toList();
  }

  private static Toolchain node() {
    return toolchain("Node.js 20 or later with npm", "node", "npm");
  }

  private static Toolchain toolchain(String installation, String... tools) {
    return new Toolchain(List.of(tools), List.of(), installation, WhenMissing.SKIP);
  }

  private static List<String> npmCi() {
    return List.of("npm", "ci", "--no-audit", "--no-fund");
  }

  private static List<List<String>> virtualEnvironment() {
    return List.of(
        List.of("python3", "-m", "venv", "venv"),
        List.of("venv/bin/pip", "install", "--quiet", "-r", "requirements.txt"));
  }
}
