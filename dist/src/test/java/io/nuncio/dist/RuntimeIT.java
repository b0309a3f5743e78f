package io.nuncio.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeIT {
  /// For an operator's `jcmd` and `jstack`, and for the jars of docs/tls.md.
  private static final Set<String> BESIDES = Set.of("jdk.jcmd", "java.logging");

  @Test
  void hasWhatTheJarsNeedAndNoMore() throws IOException {
    var needed = new TreeSet<>(neededByJars());
    needed.addAll(BESIDES);

    assertThat(new TreeSet<>(Made.modules())).isEqualTo(needed);
  }

  @Test
  void asksARunningServerForItsThreads(@TempDir Path temporary) throws IOException {
    Path folder = Made.unpacked(temporary.resolve("unpacked"));
    List<String> server = List.of(folder.resolve("bin/nats-server").toString());
    try (var running = ServerProcess.start(server)) {
      List<String> jcmd = List.of(folder.resolve("runtime/bin/jcmd").toString());

      var asked = ServerProcess.run(jcmd, Long.toString(running.pid()), "Thread.print");

      assertThat(asked.output()).anyMatch(line -> line.startsWith("\"loop-0\""));
    }
  }

  private static List<String> neededByJars() throws IOException {
    var jars = new ArrayList<String>();
    for (String folder : List.of("server", "client", "shared")) {
      try (Stream<Path> files = Files.list(Made.stage().resolve("lib").resolve(folder))) {
        files.map(Path::toString).forEach(jars::add);
      }
    }
    var arguments = new ArrayList<>(List.of("-q", "--print-module-deps", "--multi-release", "25"));
    arguments.add("--ignore-missing-deps");
    arguments.addAll(List.of("--module-path", String.join(":", jars)));
    arguments.addAll(jars);
    var output = new StringWriter();
    var writer = new PrintWriter(output);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertThat(jdeps.run(writer, writer, arguments.toArray(String[]::new))).isZero();
    return List.of(output.toString().strip().split(","));
  }
}
