package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import io.nuncio.wire.ByteEndpoint;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs [PageSnippets] against a server on port 4222 of an address of this machine that nobody else
/// is likely to use, which the program is made to take for localhost.
class PageSnippetsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"option", "url"})
  void snippetConnects(String snippet) throws Exception {
    assertThat(run(snippet, "mytoken")).contains("done").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"option", "url"})
  void serverWithAnotherTokenRefusesTheSnippet(String snippet) throws Exception {
    assertThat(run(snippet, "another"))
        .contains("localhost:4222 refuses this client: Authorization Violation")
        .doesNotContain("mytoken")
        .doesNotContain("done");
  }

  private String run(String snippet, String token) throws Exception {
    RandomGenerator random = Seed.random("address");
    String address =
        "127." + (1 + random.nextInt(250)) + "." + random.nextInt(250) + "." + random.nextInt(250);
    Path hosts = Files.writeString(folder.resolve("hosts"), address + " localhost\n");
    try (TestServer server = TestServer.startAt(address, 4222, "--auth", token)) {
      assertThat(server.port()).isEqualTo(4222);
      Process program =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Djdk.net.hosts.file=" + hosts,
                      "-cp",
                      classPath(),
                      PageSnippets.class.getName(),
                      snippet))
              .redirectErrorStream(true)
              .start();
      program.getOutputStream().close();
      String said = new String(program.getInputStream().readAllBytes(), UTF_8);
      program.waitFor();
      return said;
    }
  }

  private static String classPath() {
    return Stream.of(Nats.class, PageSnippetsTest.class, ByteEndpoint.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .flatMap(place ->
            place.endsWith("/classes/")
                ? Stream.of(place, place.replace("/classes/", "/test-classes/"))
                : Stream.of(place))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
