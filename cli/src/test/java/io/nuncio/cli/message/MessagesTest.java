package io.nuncio.cli.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.TestMachine;
import io.nuncio.cli.TestMachine.Running;
import io.nuncio.client.Connection;
import io.nuncio.client.Headers;
import io.nuncio.client.Message;
import io.nuncio.client.Subscription;
import io.nuncio.junit.NuncioTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `pub`, `sub`, `req` and `reply` with a server in this JVM.
@NuncioTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final String url;
  private final Connection peer;
  private TestMachine machine = new TestMachine(Path.of(System.getProperty("java.io.tmpdir")));

  MessagesTest(URI server, Connection peer) {
    this.url = server.toString();
    this.peer = peer;
  }

  private static Message next(Subscription subscription) throws InterruptedException {
    return Objects.requireNonNull(subscription.nextMessage(LIMIT), "a message was expected");
  }

  @BeforeEach
  void isFresh(@TempDir Path home) {
    machine = new TestMachine(home).variable("NATS_URL", url);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(peer.getLastError()).isEmpty();
  }

  @Test
  void publishesWhatIsGivenAndSaysSo() throws Exception {
    Subscription received = peer.subscribe("greetings");
    peer.flush(LIMIT);

    var result = machine.run("pub", "greetings", "hello", "-H", "Lang: en", "--reply", "answers");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("Published 1 message, 5 bytes, to \"greetings\"\n");
    assertThat(result.status()).isZero();
    Message message = next(received);
    assertThat(message.getData()).asString(UTF_8).isEqualTo("hello");
    assertThat(message.getReplyTo()).isEqualTo("answers");
    assertThat(message.getHeaders()).isEqualTo(new Headers().add("Lang", "en"));
  }

  @Test
  void publishesSeveralWithPausesBetween() throws Exception {
    Subscription received = peer.subscribe("several.*");
    peer.flush(LIMIT);

    var result =
        machine.run("pub", "several.{{Count}}", "n {{Count}}", "--count=3", "--sleep=7ms", "-q");

    assertThat(result.out()).isEmpty();
    for (int i = 1; i <= 3; i++) {
      Message message = next(received);
      assertThat(message.getSubject()).isEqualTo("several." + i);
      assertThat(message.getData()).asString(UTF_8).isEqualTo("n " + i);
    }
    assertThat(machine.pauses()).containsExactly(Duration.ofMillis(7), Duration.ofMillis(7));
  }

  @Test
  void standardInputIsSentByteForByte() throws Exception {
    Subscription received = peer.subscribe("bytes");
    peer.flush(LIMIT);
    byte[] bytes = {'{', '{', 'X', '}', '}', (byte) 0xff, 0, '\n'};

    var result = machine.input(bytes).run("pub", "bytes");

    assertThat(result.status()).as(result.err()).isZero();
    Message message = next(received);
    assertThat(message.getData()).isEqualTo(bytes);
  }

  @Test
  void standardInputGoesOverTheBodyIfForced() throws Exception {
    Subscription received = peer.subscribe("forced");
    peer.flush(LIMIT);

    machine.input("in".getBytes(UTF_8)).run("pub", "forced", "body", "--force-stdin");

    Message message = next(received);
    assertThat(message.getData()).asString(UTF_8).isEqualTo("in");
  }

  @Test
  void interruptEndsWhoWaitsForInput() {
    Running pub = machine.terminal().silentInput().start("pub", "typed").awaitText("up to Ctrl-D");

    assertThat(pub.interrupt().status()).isEqualTo(130);
  }

  @Test
  void bracesAreSentAsTheyAreIfWished() throws Exception {
    Subscription received = peer.subscribe("braces");
    peer.flush(LIMIT);

    machine.run("pub", "braces", "{{Count}} {{x}}", "--no-templates", "-H", "A:{{y}}");

    Message message = next(received);
    assertThat(message.getData()).asString(UTF_8).isEqualTo("{{Count}} {{x}}");
    assertThat(message.getHeaders()).isEqualTo(new Headers().add("A", "{{y}}"));
  }

  @Test
  void messageLargerThanTheServerTakesIsRefused() {
    var result = machine.run("pub", "large", "{{Random 1048576 1048576}}", "-H", "a:b");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("nuncio: ").contains("1048576").hasLineCount(1);
  }

  @Test
  void showsWhatComes() {
    Running sub = machine.start("sub", "shown.>", "--count", "2").awaitText("Subscribed");
    peer.publish("shown.a", "re.ply", new Headers().add("K", "v", "w"), "one".getBytes(UTF_8));
    peer.publish("shown.b", "two".getBytes(UTF_8));

    var result = sub.result();

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            [#1] Received on "shown.a" with reply "re.ply"
            K: v
            K: w

            one

            [#2] Received on "shown.b"
            two

            """);
    assertThat(result.err()).isEqualTo("Subscribed to shown.>\nReceived 2 messages, 6 bytes\n");
  }

  @Test
  void showsObjectsOfJson() {
    Running sub = machine.start("sub", "j", "k", "--json", "--count=2").awaitText("Subscribed");
    peer.publish(
        "j", "r", new Headers().add("K", "\"1\"", "2").add("L", ""), "é\n".getBytes(UTF_8));
    peer.publish("k", new byte[] {(byte) 0xff, 1});

    assertThat(sub.result().out())
        .isEqualTo(
            """
            {"subject":"j","reply":"r","headers":{"K":["\\"1\\"","2"],"L":[""]},"data":"é\\n"}
            {"subject":"k","data_base64":"/wE="}
            """);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"--raw|one\\n", "--headers-only|[#1] Received on \"style\"\\nK: v\\n\\n"},
      delimiter = '|')
  void showsLessIfWished(String style, String shown) {
    Running sub = machine.start("sub", "style", style, "--count", "1").awaitText("Subscribed");
    peer.publish("style", new Headers().add("K", "v"), "one".getBytes(UTF_8));

    assertThat(sub.result().out()).isEqualTo(shown.replace("\\n", "\n"));
  }

  @Test
  void terminalIsNotMadeToDoThings() {
    Running sub = machine.terminal().start("sub", "t", "--count", "1").awaitText("Subscribed");
    peer.publish("t", "\u001b]0;title\u0007\u009b2J".getBytes(UTF_8));

    assertThat(sub.result().out()).contains("\uFFFD]0;title\uFFFD\uFFFD2J");
  }

  @Test
  void subscriberWithoutTrafficEnds() {
    var result = machine.run("sub", "silence", "--wait", "10ms");

    assertThat(result.status()).isZero();
    assertThat(result.err()).endsWith("Received 0 messages, 0 bytes\n");
  }

  @Test
  void subscriberThatMissesMessagesFails() {
    var result = machine.run("sub", "silence", "--wait=10ms", "--count=2");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("nuncio: 2 messages were expected, and 0 came");
  }

  @Test
  void interruptedSubscriberSumsUp() {
    Running sub = machine.start("sub", "endless").awaitText("Subscribed");
    peer.publish("endless", "12345".getBytes(UTF_8));
    sub.awaitText("12345");

    var result = sub.interrupt();

    assertThat(result.status()).isEqualTo(130);
    assertThat(result.err()).endsWith("Received 1 message, 5 bytes\n");
  }

  @Test
  void subscriberEndsSilentlyWhenNobodyReads() {
    Running sub = machine.readerIsGone().start("sub", "gone").awaitText("Subscribed");
    peer.publish("gone", "x".getBytes(UTF_8));

    var result = sub.result();

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEqualTo("Subscribed to gone\nReceived 1 message, 1 byte\n");
  }

  @Test
  void membersOfAQueueGroupShare() throws Exception {
    Running sub = machine.start("sub", "q", "--queue=g", "--count=1").awaitText("Subscribed");
    Subscription plain = peer.subscribe("q", "g");
    peer.flush(LIMIT);
    for (int i = 0; i < 100; i++) {
      peer.publish("q", new byte[0]);
    }

    assertThat(sub.result().status()).isZero();
    assertThat(plain.nextMessage(LIMIT)).isNotNull();
  }

  @Test
  void asksAndShowsTheReply() {
    Running reply =
        machine
            .start("reply", "ask", "{{Count}}: {{Request}}!", "-H", "N:{{Count}}", "--count=1")
            .awaitText("Listening");

    var result = machine.run("req", "ask", "how");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("N: 1\n\n1: how!\n");
    assertThat(result.err()).isEqualTo("Received with rtt 2.00ms\n");
    assertThat(reply.result().err())
        .isEqualTo("Listening on ask in group NATS-RPLY-22\nAnswered 1 request\n");
  }

  @Test
  void echoesWhatCameWithItsHeaders() {
    Running reply = machine.start("reply", "echo.*", "--count", "1").awaitText("Listening");

    var result = machine.run("req", "echo.x", "a", "-H", "K:v");

    assertThat(result.out()).isEqualTo("K: v\n\na\n");
    assertThat(reply.result().out()).startsWith("[#1] Received on \"echo.x\" with reply \"_INBOX.");
  }

  @Test
  void requestWithoutResponderFailsAtOnce() {
    var result = machine.run("req", "nobody", "x", "--timeout", "1h");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "nuncio: no responders: nobody listens on 'nobody'; 'nuncio reply nobody' would\n");
  }

  @Test
  void requestWithoutReplyFailsInTime() {
    peer.subscribe("mute");

    var result = machine.run("req", "mute", "x", "--timeout", "30ms");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no reply from 'mute' within 30.0ms").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "0, 3", "9, 3"})
  void takesSeveralReplies(String wished, int shown) {
    var dispatcher =
        peer.createDispatcher(message -> {
          for (int i = 1; i <= 3; i++) {
            peer.publish(String.valueOf(message.getReplyTo()), ("r" + i).getBytes(UTF_8));
          }
        });
    dispatcher.subscribe("many" + wished);

    var result =
        machine.run(
            "req",
            "many" + wished,
            "",
            "--raw",
            "--replies=" + wished,
            "--reply-timeout=200ms",
            "--timeout=300ms");

    assertThat(result.status()).isZero();
    assertThat(result.out()).hasLineCount(shown).startsWith("r1\nr2\n");
    peer.closeDispatcher(dispatcher);
  }

  @Test
  void measuresRoundTrips() {
    var result = machine.run("rtt", "3");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .matches("(?s)nats://127.0.0.1:\\d+:\n\n   nats://127.0.0.1:\\d+: .+ \\(.+ to .+\\)\n\n");
  }

  @Test
  void measuresEachServerAndSaysWhichFails() {
    var result = machine.run("rtt", "--json", "--server", url + ",nats://s3cr3t@127.0.0.1:1");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .hasLineCount(2)
        .contains("\"round_trips\":5")
        .contains("{\"address\":\"nats://127.0.0.1:1\",\"failure\":\"cannot connect")
        .doesNotContain("s3cr3t");
  }

  @Test
  void measuringFailsIfNoServerAnswers() {
    var result = machine.run("rtt", "--server", "127.0.0.1:1");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("nuncio: no server answered").hasLineCount(1);
  }
}
