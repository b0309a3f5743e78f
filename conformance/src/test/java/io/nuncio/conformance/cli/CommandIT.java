package io.nuncio.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `./nuncio` as users run it: a process of its own, with signals, pipes and exit statuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class CommandIT {
  private static final String TOKEN = "s3cr3t-tök";

  private final ServerProcess server =
      ServerProcess.start(ServerUnderTest.command(), "--auth", TOKEN);

  private Path folder = Path.of("");

  @BeforeAll
  void takesAFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @AfterAll
  void end() {
    server.close();
  }

  private Map<String, String> variables() {
    return Map.of("NATS_URL", "nats://127.0.0.1:" + server.port(), "NATS_TOKEN", TOKEN);
  }

  private CommandProcess start(String... words) {
    var command = new ArrayList<>(List.of(CommandProcess.launcher()));
    command.addAll(List.of(words));
    return CommandProcess.start(folder, variables(), command);
  }

  private CommandProcess pipe(String script) {
    String line = script.replace("nuncio", "'" + CommandProcess.launcher() + "'");
    return CommandProcess.start(folder, variables(), List.of("bash", "-c", line));
  }

  @Test
  void whatOnePublishesTheOtherShows() throws Exception {
    CommandProcess sub = start("sub", "it.>", "--count=2", "--json").awaitErr("Subscribed to it.>");

    CommandProcess pub = start("pub", "it.a", "nr {{Count}} ✓", "--count=2");

    assertThat(pub.status()).as(pub.err()).isZero();
    assertThat(pub.out()).isEqualTo("Published 2 messages, 16 bytes, to \"it.a\"\n");
    assertThat(sub.status()).as(sub.err()).isZero();
    assertThat(sub.out())
        .isEqualTo(
            """
            {"subject":"it.a","data":"nr 1 ✓"}
            {"subject":"it.a","data":"nr 2 ✓"}
            """);
  }

  @Test
  void whatOneAsksTheOtherAnswers() throws Exception {
    CommandProcess reply =
        start("reply", "it-ask", "you asked {{Request}}", "--count=1").awaitErr("Listening");

    CommandProcess req = start("req", "it-ask", "why");

    assertThat(req.status()).as(req.err()).isZero();
    assertThat(req.out()).isEqualTo("you asked why\n");
    assertThat(reply.status()).isZero();
  }

  @Test
  void requestWithoutResponderFails() throws Exception {
    CommandProcess req = start("req", "it-nobody", "");

    assertThat(req.status()).isEqualTo(1);
    assertThat(req.err()).startsWith("nuncio: no responders: ").hasLineCount(1);
  }

  @Test
  void interruptEndsASubscriberWithItsSummary() throws Exception {
    CommandProcess sub = start("sub", "it-int").awaitErr("Subscribed");
    assertThat(start("pub", "it-int", "12345").status()).isZero();
    sub.awaitOut("12345");

    int status = sub.signal("INT").status();

    assertThat(status).isEqualTo(130);
    assertThat(sub.err()).isEqualTo("Subscribed to it-int\nReceived 1 message, 5 bytes\n");
  }

  @Test
  void interruptIsHeededInTheBackgroundOfAScriptToo() throws Exception {
    CommandProcess sub = pipe("trap '' INT; exec nuncio sub it-background").awaitErr("Subscribed");

    int status = sub.signal("INT").status();

    assertThat(status).isEqualTo(130);
  }

  @Test
  void terminateEndsAResponderWithItsSummary() throws Exception {
    CommandProcess reply = start("reply", "it-term").awaitErr("Listening");

    assertThat(reply.signal("TERM").status()).isEqualTo(143);
    assertThat(reply.err()).endsWith("Answered 0 requests\n");
  }

  @Test
  void readerThatLeavesEndsASubscriberSilently() throws Exception {
    CommandProcess line =
        pipe("nuncio sub it-head --raw | head -1; echo \"status ${PIPESTATUS[0]}\"")
            .awaitErr("Subscribed");
    while (!line.out().contains("status")) {
      assertThat(start("pub", "it-head", "one").status()).isZero();
    }

    assertThat(line.status()).isZero();
    assertThat(line.out()).isEqualTo("one\nstatus 0\n");
    assertThat(line.err()).startsWith("Subscribed").contains("Received").hasLineCount(2);
  }

  @Test
  void standardInputIsPublished() throws Exception {
    CommandProcess sub = start("sub", "it-in", "--raw", "--count=1").awaitErr("Subscribed");

    CommandProcess pub = pipe("printf 'a\\nb' | nuncio pub it-in");

    assertThat(pub.status()).as(pub.err()).isZero();
    assertThat(sub.status()).isZero();
    assertThat(sub.out()).isEqualTo("a\nb\n");
  }

  @Test
  void contextCarriesTheToken() throws Exception {
    String url = "nats://127.0.0.1:" + server.port();
    CommandProcess add = start("context", "add", "it", "--server", url, "--token", TOKEN);
    assertThat(add.status()).as(add.err()).isZero();

    CommandProcess pub =
        CommandProcess.start(
            folder,
            Map.of("NATS_CONTEXT", "it"),
            List.of(CommandProcess.launcher(), "pub", "it-context", "x"));

    assertThat(pub.status()).as(pub.err()).isZero();
    assertThat(Files.getPosixFilePermissions(folder.resolve("nats/context/it.json"))).hasSize(2);
  }

  @Test
  void tokenMayComeFromAnotherProgram() throws Exception {
    CommandProcess rtt = pipe("nuncio rtt 1 --token-file <(echo '" + TOKEN + "')");

    assertThat(rtt.status()).as(rtt.err()).isZero();
  }

  @Test
  void wrongTokenIsRefusedWithoutRepeatingIt() throws Exception {
    CommandProcess pub = start("pub", "a", "b", "--token", "wr0ng");

    assertThat(pub.status()).isEqualTo(1);
    assertThat(pub.err())
        .contains("refuses this client: Authorization Violation")
        .doesNotContain("wr0ng", "Exception");
  }

  @Test
  void serverIsWell() throws Exception {
    CommandProcess check =
        start("server", "check", "connection", "--connect-warn=1h", "--connect-critical=1h");

    assertThat(check.status()).as(check.out()).isZero();
    assertThat(check.out()).startsWith("OK Connection OK:connected to nats://127.0.0.1:");
    assertThat(start("rtt", "2").status()).isZero();
  }

  @Test
  void measuringWorks() throws Exception {
    CommandProcess reply = start("bench", "reply", "it-b", "--msgs=51").awaitErr("Answering");
    CommandProcess req =
        pipe("until nuncio req it-b x; do :; done; nuncio bench req it-b --msgs 49");

    assertThat(req.status()).as(req.err()).isZero();
    assertThat(req.out()).contains("Asked 49 requests", "99.9%");
    assertThat(reply.status()).isZero();
  }

  @Test
  void mistakeEndsWithStatusTwo() throws Exception {
    CommandProcess pub = start("pub", "a b", "c");

    assertThat(pub.status()).isEqualTo(2);
    assertThat(pub.err()).startsWith("nuncio: a subject is words").hasLineCount(1);
  }
}
