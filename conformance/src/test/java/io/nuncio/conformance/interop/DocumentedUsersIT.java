package io.nuncio.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The configurations in `docs/users.md` start, and its programs connect, as they stand there.
///
/// The one thing changed is the address: that of the server, in the place of `localhost:4222`.
@ResourceLock(Workplace.SHARED)
class DocumentedUsersIT {
  private static final String PAGE = "docs/users.md";
  private static final String ADDRESS = "localhost:4222";
  private static final Pattern CONFIGURATION = Pattern.compile("(?ms)^```conf\n(.*?)^```$");
  private static final Pattern KEY = Pattern.compile("nkey: (U[A-Z2-7]{55})");

  @TempDir Path folder;

  private final ProgramsPage page = ProgramsPage.read(Workplace.root(), PAGE);

  private static List<String> configurations() throws IOException {
    return CONFIGURATION
        .matcher(Files.readString(Workplace.root().resolve(PAGE)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private ServerProcess start(String configuration) throws IOException {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration);
    return ServerProcess.start(ServerUnderTest.command(), "-c", file.toString());
  }

  @TestFactory
  Stream<DynamicTest> theConfigurationStarts() throws IOException {
    return configurations().stream()
        .map(text ->
            dynamicTest(
                text.lines().toList().toString(),
                () -> {
                  assumeFalse(
                      ServerUnderTest.isReference() && text.contains("tokens:"),
                      "the reference server knows one token only");
                  try (var server = start(text);
                      var peer = server.connect()) {
                    assertThat(peer.info()).contains("\"proto\":1");
                  }
                }));
  }

  @Test
  void thereIsAProgramForEachOfTheMainClients() {
    assertThat(page.headings()).containsExactly("Go", "Java", "Python", "JavaScript");
  }

  @TestFactory
  Stream<DynamicTest> theProgramConnects() {
    return Workplace.all().stream()
        .filter(place -> page.headings().contains(place.client().example().heading()))
        .map(place -> dynamicTest(place.client().example().heading(), () -> check(place)));
  }

  private void check(Workplace workplace) throws IOException, InterruptedException {
    workplace.announceMissing("documented program skipped");
    workplace.requireTools();
    workplace.prepare();
    var example = workplace.client().example();
    var file = workplace.folder().resolve(ofUsers(example.file()));
    Files.createDirectories(file.getParent());
    try (var server = start(users())) {
      var program = page.program(example.heading());
      assertThat(program).contains(ADDRESS);
      Files.writeString(file, program.replace(ADDRESS, ServerProcess.HOST + ":" + server.port()));
      var lines = List.<String>of();
      for (var command : example.commands()) {
        var output = workplace.run(command.stream().map(DocumentedUsersIT::ofUsers).toList());
        assertThat(output.status()).as(output::text).isZero();
        lines = output.lines();
      }
      assertThat(lines).containsExactly("connected by password", "connected by key");
    }
  }

  /// Where the programs of the other page are, those of this one stand beside them.
  private static String ofUsers(String word) {
    return word.replace("documented", "users").replace("Tokens", "Users");
  }

  /// The key of the page, and `ann`. They have time, because the first signature of a program may
  /// take seconds on a busy machine.
  private static String users() throws IOException {
    var found = KEY.matcher(String.join("\n", configurations()));
    assertThat(found.find()).isTrue();
    return "authorization { timeout: 20, users: [ { user: ann, password: s3cr3t }, { nkey: %s } ] }\n"
        .formatted(found.group(1));
  }
}
