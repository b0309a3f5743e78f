package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `nats-server token new` and `nats-server token hash`, from the launcher to a client that is let
/// in.
class TokenCommandIT {
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  @TempDir Path folder;

  @BeforeEach
  void isOurs() {
    assumeFalse(ServerUnderTest.isReference(), "it has no such commands");
  }

  private static String after(String label, List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElseThrow();
  }

  /// Runs the command with `input` for standard input.
  private List<String> output(String input, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    List<String> command = new ArrayList<>(ServerUnderTest.command());
    command.addAll(List.of(arguments));
    int status =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(status).isZero();
    return Files.readAllLines(out);
  }

  @Test
  void newTokenGetsInWhereItsHashIsKnown() {
    var made = ServerUnderTest.run("token", "new", "--cost", "4");
    assertThat(made.status()).isZero();
    String token = after("token: ", made.output());

    try (var server = ServerUnderTest.start("--auth", after("hash: ", made.output()));
        var right = server.connect().connectWithToken(token);
        var wrong = server.connect()) {
      right.expectNothingElse();
      wrong
          .send("CONNECT {\"auth_token\":\"" + token + "x\"}\r\n")
          .expect(VIOLATION)
          .expectClosed();
    }
  }

  @Test
  void hashOfAPipedTokenNeedsNoEditingToBeUsed() throws IOException, InterruptedException {
    List<String> hash = output("tök én\n", "token", "hash", "--cost", "4");
    Path file = folder.resolve("hash");
    Files.write(file, hash, UTF_8);

    try (var server = ServerUnderTest.start("--auth_file", file.toString());
        var right = server.connect().connectWithToken("tök én")) {
      right.expectNothingElse();
      assertThat(hash).hasSize(1);
    }
  }

  @Test
  void helpIsShownAndMistakesEndWithStatusOne() {
    var help = ServerUnderTest.run("token", "--help");
    var mistake = ServerUnderTest.run("token", "hash", "s3cr3t");

    assertThat(help.status()).isZero();
    assertThat(help.output()).anyMatch(line -> line.contains("nats-server token new"));
    assertThat(mistake.status()).isEqualTo(1);
    assertThat(mistake.output()).isEmpty();
    assertThat(mistake.errors()).noneMatch(line -> line.contains("s3cr3t"));
  }
}
