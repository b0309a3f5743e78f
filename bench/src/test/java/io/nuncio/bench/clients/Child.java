package io.nuncio.bench.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [Subject] in a JVM that has nothing but its client on the class path.
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;

  Child(String client, String url, String wrongUrl) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", classPath(client)));
    command.addAll(List.of(Subject.class.getName(), client, url, wrongUrl));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    orders = new PrintStream(process.getOutputStream(), true, UTF_8);
    expect("connected");
  }

  /// The jars that a client needs, itself included.
  static List<Path> jars(String client) {
    List<String> names =
        client.equals("jnats")
            ? List.of("jnats-", "bcprov-", "jspecify-")
            : List.of("nuncio-client-", "nuncio-wire-");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().endsWith(".jar"))
        .filter(path -> names.stream().anyMatch(path.getFileName().toString()::startsWith))
        .toList();
  }

  static long bytes(List<Path> jars) throws IOException {
    long bytes = 0;
    for (Path each : jars) {
      bytes += Files.size(each);
    }
    return bytes;
  }

  private static String classPath(String client) {
    List<String> places = new ArrayList<>();
    places.add(Subject.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    jars(client).forEach(jar -> places.add(jar.toString()));
    return String.join(File.pathSeparator, places);
  }

  /// Gives an order, and waits for its answer.
  String ask(String order) throws IOException {
    orders.println(order);
    return answer();
  }

  void tell(String order) {
    orders.println(order);
  }

  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the measured program ended");
    }
    return line;
  }

  void expect(String wanted) throws IOException {
    String line = answer();
    if (!line.equals(wanted)) {
      throw new IOException("expected " + wanted + ", got " + line);
    }
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }
}
