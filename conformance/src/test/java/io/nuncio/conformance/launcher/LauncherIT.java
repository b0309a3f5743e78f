package io.nuncio.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on a checkout that nobody has built: two builds in all, so the order matters, and
/// the class is the first to begin.
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(600)
class LauncherIT {
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", "interop", "docs");
  private static final String BUILDING = "nats-server: building";

  private Path folder = Path.of("");
  private Path checkout = Path.of("");
  private Map<String, String> environment = Map.of();

  @BeforeAll
  void prepare(@TempDir Path temporary) throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "nats-server has no launcher");
    folder = temporary;
    copySources();
    putAnotherJavaOnThePath();
  }

  private void copySources() throws IOException {
    checkout = folder.resolve("check out");
    copy(Path.of(System.getProperty("nuncio.root")), checkout);
  }

  /// A `java` that is of no use stands first on the PATH, as an old one often does.
  private void putAnotherJavaOnThePath() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("java", "javac")) {
      Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\necho too old\nexit 17\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    environment =
        Map.of(
            "PATH",
            bin + ":" + System.getenv("PATH"),
            "NUNCIO_JAVA_HOME",
            System.getProperty("java.home"),
            // What the sources are worth is not the question here, and takes most of a build.
            "MAVEN_ARGS",
            "-Dnuncio.compiler.checks=-Xlint:none");
  }

  @Test
  @Order(1)
  void refusesToBuildWhenForbidden() throws Exception {
    var started = start("unbuilt", builder("-v").with("NUNCIO_NO_BUILD", "1"));

    assertThat(started.exitStatus()).isEqualTo(1);
    assertThat(started.errorLines()).singleElement().asString().contains("NUNCIO_NO_BUILD=1");
    assertThat(started.output()).isEmpty();
  }

  @Test
  @Order(2)
  void twoAtOnceBuildOnce() throws Exception {
    var one = start("one", builder("-v"));
    var other = start("other", builder("-v"));

    assertThat(one.exitStatus()).as(one::errors).isZero();
    assertThat(other.exitStatus()).as(other::errors).isZero();
    assertThat(one.output()).startsWith("nats-server: v2.15.2\nnuncio ").isEqualTo(other.output());
    assertThat(one.errors() + other.errors()).containsOnlyOnce(BUILDING);
  }

  @Test
  @Order(3)
  void startsThroughALinkFromElsewhereWithoutBuilding() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("nats-server"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Launch launch = new Launch(List.of(link.toString(), "-p", "-1", "-P", "x.pid"), elsewhere);

    try (var server = start("linked", launch.with("NUNCIO_NO_BUILD", "1"))) {
      server.awaitReady();

      assertThat(server.errors()).doesNotContain(BUILDING).doesNotContain("[error]");
      assertThat(elsewhere.resolve("x.pid")).hasContent(Long.toString(server.process().pid()));
      assertThat(mapsAnAotCache(server)).isTrue();
      assertThat(Path.of("/proc/" + server.process().pid() + "/comm")).hasContent("nats-server");
    }
  }

  @Test
  @Order(4)
  void endsOnTermWithStatusZero() throws Exception {
    var server = start("ended", builder("-p", "-1"));
    server.awaitReady();

    server.process().destroy();

    assertThat(server.exitStatus()).isZero();
    assertThat(server.errorLines()).last().asString().endsWith("[INF] Server Exiting..");
    assertThat(server.errors()).contains("Trapped \"terminated\" signal");
  }

  @Test
  @Order(5)
  void saysWhatMadeItFailWhereNobodyForesawIt() throws Exception {
    Launch launch =
        builder("-p", "-1")
            .with("NUNCIO_NO_BUILD", "1")
            .with("NUNCIO_JAVA_OPTS", "-XX:MaxDirectMemorySize=100k");

    var failed = start("failed", launch);

    assertThat(failed.exitStatus()).isEqualTo(1);
    assertThat(failed.errors()).contains("[FTL] The server failed:", "direct buffer memory");
  }

  @Test
  @Order(6)
  void changedSourceIsBuiltAndItsClassesAreUsed() throws Exception {
    Path main = checkout.resolve("app/src/main/java/io/nuncio/app/Main.java");
    String before = Files.readString(main);
    Files.writeString(main, before.replace("Starting nats-server", "Starting another one"));
    assertThat(Files.readString(main)).isNotEqualTo(before);

    try (var server = start("changed", builder("-p", "-1"))) {
      server.awaitReady();

      assertThat(server.errors()).contains(BUILDING).contains("[INF] Starting another one");
      assertThat(mapsAnAotCache(server)).isTrue();
    }
  }

  private Launch builder(String... flags) {
    var command = new ArrayList<>(List.of(checkout.resolve("nats-server").toString()));
    command.addAll(List.of(flags));
    return new Launch(command, checkout);
  }

  private Started start(String name, Launch launch) throws IOException {
    Path output = folder.resolve(name + ".out");
    Path errors = folder.resolve(name + ".err");
    var builder =
        new ProcessBuilder(launch.command())
            .directory(launch.folder().toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(launch.environment());
    return new Started(builder.start(), output, errors);
  }

  private static boolean mapsAnAotCache(Started server) throws IOException {
    return Files.readString(Path.of("/proc/" + server.process().pid() + "/maps")).contains(".aot");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes ignored)
              throws IOException {
            if (LEFT_OUT.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes ignored)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// A command, where it is started, and what is added to its environment.
  private record Launch(List<String> command, Path folder, Map<String, String> environment) {
    Launch(List<String> command, Path folder) {
      this(command, folder, Map.of());
    }

    Launch with(String name, String value) {
      var more = new HashMap<>(environment);
      more.put(name, value);
      return new Launch(command, folder, Map.copyOf(more));
    }
  }

  private record Started(Process process, Path outputFile, Path errorFile)
      implements AutoCloseable {
    int exitStatus() throws InterruptedException {
      try {
        assertThat(process.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS))
            .as("the launcher ended")
            .isTrue();
        return process.exitValue();
      } finally {
        close();
      }
    }

    void awaitReady() {
      Await.until(
          "the server to be ready",
          BUILD_LIMIT,
          () -> !process.isAlive() || errors().contains("Server is ready"));
      assertThat(process.isAlive()).as(this::errors).isTrue();
    }

    String output() {
      return read(outputFile);
    }

    String errors() {
      return read(errorFile);
    }

    List<String> errorLines() {
      return errors().lines().toList();
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
