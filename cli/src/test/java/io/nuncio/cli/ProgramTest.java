package io.nuncio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.embedded.EmbeddedNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said when something is wrong, and who may come in.
class ProgramTest {
  private static final String SECRET = "s3cr3t";

  @TempDir Path home;

  private TestMachine machine() {
    return new TestMachine(home);
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ", -1);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "|a command is missing",
        "frobnicate s3cr3t|there is no such command",
        "pub|missing required parameter: 'SUBJECT'",
        "pub a b s3cr3t|one argument less is expected",
        "pub a b --tokn=s3cr3t|there is no option --tokn ",
        "pub a b --tokn s3cr3t|there is no option --tokn ",
        "pub a b --token=s3cr3t --creds=x|--token and --creds came together",
        "pub a b --password=s3cr3t|a password needs a user",
        "pub a b --timeout=3|--timeout: a duration is a number with a unit",
        "pub a b --timeout=0|--timeout is longer than 0",
        "pub a b --count=0|--count is at least 1, not 0",
        "pub a b --count=x|invalid value for option '--count': 'x' is not a long",
        "pub a b --sleep=x|a duration is a number with a unit",
        "pub a b -H s3cr3t|--header is a name, a colon and a value",
        "pub a b --server=http://joe:s3cr3t@a|--server: a server's URL begins with nats://",
        "pub a b --server=nats://joe:s3cr3t|--server: a server's URL has a number from 1 to 65535 as its port"
      },
      delimiter = '|',
      emptyValue = "")
  void commandLineThatCannotBeFollowedIsRefused(String line, String sentence) {
    refuses(line, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "pub a..b c|a subject is words joined by single dots",
        "pub a.* c|a subject to publish to has no wildcards, and 'a.*' has one",
        "pub a {{x}}|a template holds {{Count}}",
        "sub a.>.b|a subject is words joined by single dots",
        "sub|missing required parameter: 'SUBJECT",
        "sub a --queue=|a queue group is one word",
        "sub a --raw --json|--raw, --json are mutually exclusive",
        "req a.> x|a subject to publish to has no wildcards",
        "req a x --replies=-1|--replies is at least 0",
        "reply a b --echo|--echo sends back what came",
        "rtt 0|a number of round trips is at least 1",
        "help frobnicate|there is no command 'frobnicate'"
      },
      delimiter = '|')
  void valueThatCannotBeIsRefusedBeforeAnythingIsConnected(String line, String sentence) {
    refuses(line, sentence);
  }

  private void refuses(@Nullable String line, String sentence) {
    var result = machine().run(words(line == null ? "" : line));

    assertThat(result.status()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("nuncio: ")
        .contains(sentence)
        .endsWith("--help')\n")
        .hasLineCount(1)
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "pub a b --server=nats://s3cr3t@127.0.0.1:1|cannot connect to 127.0.0.1:1: Connection refused;",
        "pub a b --creds=/no/such|--creds names a file that can be read, and /no/such cannot",
        "pub a b --token-file=/no/such|cannot read the token in /no/such",
        "pub a b --context=none|there is no context 'none'"
      },
      delimiter = '|')
  void failureIsSaidInALine(String line, String sentence) {
    var result = machine().run(words(line));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("nuncio: " + sentence)
        .hasLineCount(1)
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "--token=s3cr3t, ''",
    "--token-file=~/token, ''",
    "--user=s3cr3t, ''",
    "'', NATS_TOKEN=s3cr3t",
    "--token=s3cr3t, NATS_TOKEN=wrong",
    "'', NATS_URL=nats://s3cr3t@"
  })
  void whoHasTheTokenComesIn(String flag, String variable) throws IOException {
    Files.writeString(home.resolve("token"), SECRET + "\n");
    try (EmbeddedNats server = Servers.withToken(SECRET)) {
      String place = "127.0.0.1:" + server.port();
      TestMachine machine = machine().variable("NATS_URL", place);
      if (!variable.isEmpty()) {
        String[] both = variable.split("=", 2);
        machine.variable(both[0], both[1].endsWith("@") ? both[1] + place : both[1]);
      }

      var result = machine.run(words(("pub a b " + flag).strip()));

      assertThat(result.status()).as(result.err()).isZero();
    }
  }

  @Test
  void whoHasAnotherTokenDoesNot() {
    try (EmbeddedNats server = Servers.withToken("another")) {
      String place = "127.0.0.1:" + server.port();

      var result = machine().run("--server", "nats://" + SECRET + "@" + place, "sub", "a");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .isEqualTo(
              "nuncio: "
                  + place
                  + " refuses this client: Authorization Violation; say who you are with --user,"
                  + " --token-file, --creds, --nkey or --context\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"pub, Publish", "sub, Subscription"})
  void whatTheServerForbidsIsSaid(String command, String kind) {
    String config =
        """
        authorization { users: [ { user: joe, password: pw, permissions: {
          publish: "open.>", subscribe: "open.>" } } ] }
        """;
    try (EmbeddedNats server = Servers.of(config)) {
      String url = "nats://joe:pw@127.0.0.1:" + server.port();

      var result = machine().input(new byte[0]).run(command, "shut", "--server", url);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("Permissions Violation for " + kind + " to \"shut\"");
    }
  }

  @Test
  void versionIsShown() {
    assertThat(machine().run("--version").out()).matches("nuncio \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @ParameterizedTest
  @CsvSource({"'', true", "NO_COLOR=1, false", "TERM=dumb, false"})
  void helpOnATerminalIsColouredUnlessUnwanted(String variable, boolean coloured) {
    TestMachine machine = machine().terminal();
    if (!variable.isEmpty()) {
      machine.variable(variable.split("=", 2)[0], variable.split("=", 2)[1]);
    }

    assertThat(machine.run("help", "pub").out().contains("\u001b[")).isEqualTo(coloured);
  }

  @Test
  void helpElsewhereIsPlain() {
    assertThat(machine().run("help").out()).contains("Commands:").doesNotContain("\u001b[");
  }
}
