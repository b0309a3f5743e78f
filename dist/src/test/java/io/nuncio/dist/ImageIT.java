package io.nuncio.dist;

import static io.nuncio.dist.UnpackedImage.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.client.Connection;
import io.nuncio.client.Nats;
import io.nuncio.client.Options;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.ServerProcess.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The container image, unpacked and run: in its file system alone, and as a container where `crun`
/// is installed.
@EnabledIfSystemProperty(named = "nuncio.nightly", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
  private static final Path DIST =
      Path.of(System.getProperty("nuncio.root", "..")).resolve("dist").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final UnpackedImage image;
  private final Path folder;

  ImageIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    try (Stream<Path> files = Files.list(DIST.resolve("target"))) {
      List<Path> tars =
          files.filter(file -> file.toString().matches(".*/nuncio-.*-oci-.*\\.tar")).toList();
      need("an image, which the build leaves out with a sentence", tars.size() == 1);
      image = UnpackedImage.of(tars.getFirst(), folder);
    }
  }

  /// Skips what is not possible here; where `CI` is set it fails.
  private static void need(String what, boolean isThere) {
    if (!System.getenv().getOrDefault("CI", "").isEmpty()) {
      assertThat(isThere).as(what).isTrue();
    }
    assumeTrue(isThere, () -> "left out, because this needs " + what);
  }

  @BeforeAll
  void anotherFileSystemCanBeEntered() {
    need(
        "root or user name spaces",
        ServerProcess.run(List.of(script("in-root")), "--possible").status() == 0);
  }

  @Test
  void configurationNamesPortsUserSignalAndVersion() {
    assertThat(field(image.settings(), "ExposedPorts").map.keySet())
        .containsExactlyInAnyOrder("4222/tcp", "8222/tcp", "6222/tcp");
    assertThat(field(image.settings(), "User").string).isEqualTo("65532:65532");
    assertThat(field(image.settings(), "StopSignal").string).isEqualTo("SIGTERM");
    assertThat(image.settings().map).doesNotContainKey("Cmd");
    assertThat(field(image.config(), "os").string).isEqualTo("linux");
    assertThat(field(image.settings(), "Labels").map)
        .containsKeys("org.opencontainers.image.version", "org.opencontainers.image.licenses");
  }

  @Test
  void serverIsStartedWithTheOptionsOfTheLauncher() throws IOException {
    String launcher = Files.readString(DIST.resolveSibling("scripts/nats-server.sh"));
    String command = launcher.substring(launcher.indexOf("exec "), launcher.indexOf("-p \""));
    List<String> options =
        Arrays.stream(command.split("[\\s\\\\]+"))
            .filter(word -> word.matches("-(XX|Xm|Xlog).*"))
            .toList();

    assertThat(options).hasSizeGreaterThan(5);
    assertThat(image.entrypoint()).containsAll(options);
  }

  @Test
  void nothingInItIsAShell() throws IOException {
    try (Stream<Path> files = Files.walk(image.root())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("java", "libc.so.6")
          .doesNotContain("sh", "bash", "dash", "busybox");
    }
  }

  @Test
  void cacheHoldsForTheFilesInTheImage() throws IOException {
    List<String> demanding = new ArrayList<>(image.entrypoint());
    demanding.add(1, "-XX:AOTMode=on");
    Path jar = first(image.root().resolve("opt/nuncio/lib/server"), "nuncio-server-");
    FileTime before = Files.getLastModifiedTime(jar);

    Finished withCache = ServerProcess.run(inRoot(demanding), "-v");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    Finished withAnotherJar = ServerProcess.run(inRoot(demanding), "-v");
    Files.setLastModifiedTime(jar, before);

    assertThat(withCache.status()).as(withCache.errors().toString()).isZero();
    assertThat(withCache.output().getFirst()).startsWith("nats-server: v");
    assertThat(withAnotherJar.status()).isNotZero();
  }

  @Test
  void serverRunsInTheFileSystemAlone() throws Exception {
    try (var server =
        ServerProcess.start(inRoot(image.entrypoint()), "--auth", "tökén", "-m", "-1")) {
      String health = "NUNCIO_HEALTH=http://127.0.0.1:" + monitoringPort(server) + "/healthz";
      List<String> check = inRoot(image.healthCheck(), health);

      assertMessagesArrive(server, "tökén");
      Finished whileItRuns = ServerProcess.run(check);
      int status = server.stop();
      Finished afterwards = ServerProcess.run(check);

      assertThat(whileItRuns.status()).as(whileItRuns.errors().toString()).isZero();
      assertThat(status).isZero();
      assertThat(afterwards.status()).isEqualTo(1);
      assertThat(afterwards.errors()).singleElement().asString().contains("not well");
    }
  }

  @Test
  void variableOfJavaSetsTheHeap() {
    List<String> command = inRoot(image.entrypoint(), "JDK_JAVA_OPTIONS=-Xmx64m");

    try (var server = ServerProcess.start(command, "--auth", "t")) {
      assertThat(server.awaitLine("Memory:.* heap")).matches(".*Memory: +6\\d MiB heap.*");
    }
  }

  @Test
  void serverRunsAsAContainer() throws Exception {
    need("crun", Container.isPossible());
    var container = new Container(image, folder);

    try (var server = container.start("--auth", "t", "-m", "-1")) {
      String health = "NUNCIO_HEALTH=http://127.0.0.1:" + monitoringPort(server) + "/healthz";

      assertMessagesArrive(server, "t");
      Finished check = container.execute(health, image.healthCheck());
      container.signal("TERM");

      assertThat(check.status()).as(check.errors().toString()).isZero();
      assertThat(server.awaitExit()).isZero();
    }
  }

  @SuppressWarnings("try") // close() may be interrupted, and so may the test
  private static void assertMessagesArrive(ServerProcess server, String token) throws Exception {
    var options =
        new Options.Builder().server("nats://127.0.0.1:" + server.port()).token(token).build();
    try (Connection connection = Nats.connect(options)) {
      var subscription = connection.subscribe("greetings");
      connection.publish("greetings", "hello".getBytes(UTF_8));

      var message = Optional.ofNullable(subscription.nextMessage(LIMIT));

      assertThat(message.map(each -> new String(each.getData(), UTF_8))).contains("hello");
    }
  }

  private static String monitoringPort(ServerProcess server) {
    return server.awaitLine("Starting http monitor on").replaceFirst(".*:", "");
  }

  /// A command in the image's file system, with the variables that its configuration names.
  private List<String> inRoot(List<String> command, String... variables) {
    List<String> words = new ArrayList<>(List.of("env", "-i"));
    words.add("PATH=" + System.getenv("PATH"));
    image.environment().stream().filter(each -> !each.startsWith("PATH=")).forEach(words::add);
    words.addAll(List.of(variables));
    words.addAll(List.of(script("in-root"), image.root().toString()));
    words.addAll(command);
    return words;
  }

  private static String script(String name) {
    return DIST.resolve("src/image").resolve(name).toString();
  }

  private static Path first(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }
}
