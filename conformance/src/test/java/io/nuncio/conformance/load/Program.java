package io.nuncio.conformance.load;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server that load is put on.
///
/// @param name in the report
/// @param isReference whether it is nats-server 2.15.2, which keeps other promises
/// @param command its words, without flags
/// @param openFiles how many files it may have open; 0 for as many as this JVM
record Program(String name, boolean isReference, List<String> command, int openFiles) {
  private static final int PREPARATION_SECONDS = 180;

  Program {
    command = List.copyOf(command);
  }

  /// The server that all tests of this module run.
  static Program underTest() {
    boolean reference = ServerUnderTest.isReference();
    return new Program(reference ? "reference" : "nuncio", reference, ServerUnderTest.command(), 0);
  }

  /// The server under test and, if its command is given too, the reference server.
  static Stream<Program> sideBySide() {
    String reference = System.getProperty("nuncio.reference.command", "").strip();
    Program tested = underTest();
    return reference.isEmpty() || tested.isReference()
        ? Stream.of(tested)
        : Stream.of(tested, new Program("reference", true, List.of(reference.split("\\s+")), 0));
  }

  /// The same with more options for its JVM.
  Program withJavaOptions(String options) {
    return new Program(
        name, isReference, with(List.of("env", "NUNCIO_JAVA_OPTS=" + options), command), openFiles);
  }

  /// The same, with no more than `files` open files, and no way to raise that.
  Program withOpenFiles(int files) {
    return new Program(name, isReference, command, files);
  }

  private static List<String> with(List<String> before, List<String> words) {
    var all = new ArrayList<>(before);
    all.addAll(words);
    return all;
  }

  /// Starts it on a free port.
  ServerProcess start(String... flags) throws IOException, InterruptedException {
    prepare();
    String limit = "ulimit -n " + openFiles + " && exec \"$@\"";
    List<String> words = with(command, List.of(flags));
    return ServerProcess.start(
        openFiles == 0 ? words : with(List.of("sh", "-c", limit, "sh"), words));
  }

  /// The first start of a build may take a minute and hundreds of open files, and the first one
  /// with new options some seconds.
  private void prepare() throws IOException, InterruptedException {
    List<String> words = with(command, List.of("-v"));
    Process once =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!once.waitFor(PREPARATION_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(words + " does not end");
      }
    } finally {
      once.destroyForcibly();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
