package io.nuncio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.Servers;
import io.nuncio.cli.TestMachine;
import io.nuncio.cli.TestMachine.Result;
import io.nuncio.cli.TestMachine.Running;
import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchTest {
  private final EmbeddedNats server = Servers.open();

  @TempDir Path home = Path.of("");

  @BeforeAll
  void listens() {
    assertThat(server.port()).isPositive();
  }

  @AfterAll
  void end() {
    server.close();
  }

  private TestMachine machine() {
    return new TestMachine(home).variable("NATS_URL", server.uri().toString());
  }

  @Test
  void everyMessageThatIsPublishedArrives() {
    Running sub =
        machine()
            .start("bench", "sub", "b.*", "--msgs=1001", "--clients=2", "--json")
            .awaitText("Waiting");

    Running late =
        machine().start("bench", "sub", "b.*", "--msgs=1001", "--queue=q", "--clients=3");
    late.awaitText("Waiting");
    awaitSubscriptions(5);
    Result pub =
        machine().run("bench", "pub", "b.1", "--msgs=1001", "--clients=2", "--size=1K", "--json");

    assertThat(pub.status()).as(pub.err()).isZero();
    assertThat(pub.out())
        .startsWith("{\"what\":\"published\",\"measured\":\"from the first")
        .contains("\"messages\":1001,\"bytes\":1025024,\"clients\":2,");
    assertThat(sub.result().out()).contains("\"messages\":2002,\"bytes\":2050048,\"clients\":2,");
    assertThat(late.result().out())
        .startsWith("Received 1,001 messages, 1.0 KiB each, by 3 clients in ")
        .contains("Measured: from the first message to the last");
  }

  private void awaitSubscriptions(int count) {
    Await.until(
        count + " subscriptions",
        Duration.ofSeconds(10),
        () -> server.snapshots().server().subscriptions() == count);
  }

  @Test
  void repliesAreMeasured() {
    Running reply =
        machine().start("bench", "reply", "r", "--msgs=102", "--clients=2").awaitText("Answering");
    awaitSubscriptions(2);

    Result result = machine().run("bench", "req", "r", "--msgs=100", "--clients=2");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Asked 100 requests, 128 B each, by 2 clients in ")
        .contains("  50%  ", "  99.9%  ", "\n  up to ", "#\n")
        .contains("one request at a time for each client");
    assertThat(reply.result().status()).isZero();
  }

  @Test
  void percentilesAreInTheObject() {
    Running reply = machine().start("bench", "reply", "o", "--msgs=11").awaitText("Answering");
    awaitSubscriptions(1);

    Result result = machine().run("bench", "req", "o", "--msgs=10", "--json");

    assertThat(result.out())
        .contains("\"messages\":10,", "\"p50\":1", "\"p99\":", "\"p99.99\":", "\"least\":");
    assertThat(reply.result().status()).isZero();
  }

  @Test
  void requestsThatNobodyAnswersFail() {
    Result result = machine().run("bench", "req", "nobody", "--clients=2", "--timeout=1h");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("nuncio: no reply from 'nobody': let 'nuncio bench reply nobody' answer\n");
  }

  @Test
  void messageThatIsTooLargeFails() {
    Result result = machine().run("bench", "pub", "a", "--size=2M", "--clients=2");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("nuncio: ").contains("1048576").hasLineCount(1);
  }

  @Test
  void progressIsShownOnATerminalAndWipedAway() {
    Running sub = machine().terminal().start("bench", "sub", "p", "--msgs=2");
    sub.awaitText("] 0");
    awaitSubscriptions(1);

    machine().run("pub", "p", "x", "--count=2");

    assertThat(sub.result().err()).contains("[    ").endsWith("\r\u001b[K");
  }

  @Test
  void progressIsNotShownIfUnwanted() {
    Running sub = machine().terminal().start("bench", "sub", "n", "--msgs=2", "--no-progress");
    awaitSubscriptions(1);

    machine().run("pub", "n", "x", "--count=2");

    assertThat(sub.result().err()).isEqualTo("Waiting for messages on n\n");
  }

  @Test
  void interruptedMeasurementEnds() {
    Running sub = machine().start("bench", "sub", "endless").awaitText("Waiting");
    awaitSubscriptions(1);

    assertThat(sub.interrupt().status()).isEqualTo(130);
    awaitSubscriptions(0);
  }

  @ParameterizedTest
  @CsvSource({
    "--msgs=0, --msgs is at least 1",
    "--clients=0, --clients is at least 1",
    "--clients=1001, and at most --msgs and 1000",
    "--size=1G, --size is a number of bytes up to 64M",
    "--size=99999999999999999999, --size is a number",
    "--size=-1, --size is a number",
    "--size=65M, --size is a number"
  })
  void whatCannotBeMeasuredIsRefused(String flag, String sentence) {
    Result result = machine().run("bench", "pub", "a", flag);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(sentence).hasLineCount(1);
  }
}
