package io.nuncio.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Message;
import io.nuncio.server.ReloadOutcome;
import io.nuncio.testkit.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What `docs/embedding.md` and README.md show, line by line: here it is run, and no line there is
/// missing here. What it shows of tests is run in the module `junit`.
@Timeout(60)
@SuppressWarnings({"try", "NullAway"}) // as a reader would write it
class DocumentedEmbeddingTest {
  private static final Path ROOT = Path.of(System.getProperty("nuncio.root"));
  private static final Path PAGE = ROOT.resolve("docs/embedding.md");
  private static final Path THIS =
      ROOT.resolve("embedded/src/test/java/io/nuncio/embedded/DocumentedEmbeddingTest.java");
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void keepWhatIsPrinted() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void printAgain() {
    System.setOut(out);
    System.setErr(err);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everySnippetIsRunHere() throws IOException {
    String source = unindented(Files.readString(THIS));
    List<String> snippets = new ArrayList<>();
    String page = Files.readString(PAGE);
    Matcher matcher = SNIPPET.matcher(page.substring(0, page.indexOf("## In a test")));
    while (matcher.find()) {
      snippets.add(unindented(matcher.group(1)));
    }

    assertThat(snippets).hasSize(6).allSatisfy(each -> assertThat(source).contains(each));
  }

  @Test
  void snippetOfTheReadmeIsRunHere() throws IOException {
    String page = Files.readString(ROOT.resolve("README.md"));
    Matcher first = SNIPPET.matcher(page.substring(page.indexOf("## Inside your program")));

    assertThat(first.find()).isTrue();
    assertThat(unindented(Files.readString(THIS))).contains(unindented(first.group(1)));
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void startAndClose() {
    try (var nats = EmbeddedNats.builder().token("s3cr3t").start()) {
      System.out.println(nats.uri()); // nats://127.0.0.1:41237
    }

    assertThat(printed()).matches("(?s).*nats://127\\.0\\.0\\.1:\\d+\n.*");
  }

  @Test
  void configuration() {
    var nats =
        EmbeddedNats.builder()
            .configText(
                """
                max_payload: 8MB
                authorization { users: [
                  { user: joe, password: "s3cr3t", permissions: { publish: "orders.>" } }
                ] }
                """)
            .host("127.0.0.1")
            .port(0)
            .start();
    try (nats;
        RawPeer peer = RawPeer.connect("127.0.0.1", nats.port())) {
      peer.handshake("'verbose':false,'user':'joe','pass':'s3cr3t'");
      assertThat(peer.info()).contains("\"max_payload\":8388608");
    }
  }

  @Test
  void mistakes() {
    try {
      EmbeddedNats.builder().configText("max_payload: many").token("").start();
    } catch (EmbeddedNatsException refused) {
      refused.problems().forEach(System.err::println);
    }

    assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void withoutASocket() throws Exception {
    try (var nats = EmbeddedNats.builder().noPort().token("s3cr3t").start();
        var client = nats.connect()) {
      var greetings = client.subscribe("greetings");
      client.publish("greetings", "hello".getBytes(StandardCharsets.UTF_8));
      Message message = greetings.nextMessage(Duration.ofSeconds(2));
      System.out.println(new String(message.getData(), StandardCharsets.UTF_8)); // hello
    }

    assertThat(printed()).isEqualTo("hello\n");
  }

  @Test
  void changeAndEnd() throws Exception {
    var nats = EmbeddedNats.builder().token("first").start();
    var outcome = nats.reload(nats.change().token("next"));
    assertThat(outcome).isInstanceOf(ReloadOutcome.Reloaded.class);

    nats.lameDuck().thenRun(nats::close);

    nats.lameDuck().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
