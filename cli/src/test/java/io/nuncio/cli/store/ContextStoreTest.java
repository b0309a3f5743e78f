package io.nuncio.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.wire.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextStoreTest {
  private static final String FROM_ELSEWHERE =
      """
      {
        "description": "made elsewhere",
        "url": "nats://a:1",
        "token": "",
        "color_scheme": "red",
        "of_the_future": {"deep": [1, 2.50, "\\u0041"]}
      }
      """;

  @TempDir Path configuration;

  private ContextStore store = new ContextStore(Path.of(""));

  @BeforeEach
  void isEmpty() {
    store = new ContextStore(configuration);
  }

  private static ContextDocument document(String json) {
    try {
      return ContextDocument.parse(json.getBytes(UTF_8));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    Path file = configuration.resolve("nats/context/a.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, FROM_ELSEWHERE);

    store.save("a", store.read("a").with("token", "t\"k"));

    assertThat(file).hasContent(FROM_ELSEWHERE.replace("\"token\": \"\"", "\"token\": \"t\\\"k\""));
  }

  @Test
  void onlyTheOwnerMayReadWhatIsWritten() throws IOException {
    store.save("a", ContextDocument.EMPTY.with("token", "t"));
    store.select("a");

    for (String written : new String[] {"nats/context/a.json", "nats/context.txt"}) {
      assertThat(Files.getPosixFilePermissions(configuration.resolve(written)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    for (String folder : new String[] {"nats", "nats/context"}) {
      assertThat(Files.getPosixFilePermissions(configuration.resolve(folder)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void fileThatOthersCouldReadIsReplacedByOneTheyCannot() throws IOException {
    store.save("a", ContextDocument.EMPTY);
    Path file = store.file("a");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    store.save("a", ContextDocument.EMPTY.with("token", "t"));

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void writingLeavesNothingElseBehind() throws IOException {
    store.save("a", ContextDocument.EMPTY);
    store.save("a", ContextDocument.EMPTY.with("url", "x"));

    try (Stream<Path> files = Files.list(configuration.resolve("nats/context"))) {
      assertThat(files).containsExactly(store.file("a"));
    }
  }

  @Test
  void whoeverReadsMeanwhileSeesTheFileThatWasThere() throws IOException {
    store.save("a", ContextDocument.EMPTY.with("url", "before"));
    Path link = Files.createLink(configuration.resolve("link"), store.file("a"));

    store.save("a", ContextDocument.EMPTY.with("url", "after"));

    assertThat(link).content().contains("before");
    assertThat(store.read("a").text("url")).isEqualTo("after");
  }

  @Test
  void remembersWhichWasSelectedBefore() {
    store.save("a", ContextDocument.EMPTY);
    store.save("b", ContextDocument.EMPTY);
    store.select("a");
    store.select("b");

    assertThat(store.selected()).isEqualTo("b");
    assertThat(store.previous()).isEqualTo("a");
    assertThat(configuration.resolve("nats/context.txt")).hasContent("b");
  }

  @Test
  void forgetsThatARemovedContextWasSelected() {
    store.save("a", ContextDocument.EMPTY);
    store.select("a");

    store.remove("a");

    assertThat(store.selected()).isNull();
    assertThat(store.names()).isEmpty();
  }

  @Test
  void contextsAreListedByName() throws IOException {
    store.save("b", ContextDocument.EMPTY);
    store.save("a.b", ContextDocument.EMPTY);
    Files.writeString(configuration.resolve("nats/context/notes.txt"), "");
    Files.createDirectory(configuration.resolve("nats/context/folder.json"));

    assertThat(store.names()).containsExactly("a.b", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../a", "a/b", "a\\b", "..", "a\nb"})
  void refusesNamesThatLeadElsewhere(String name) {
    assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> store.file(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"token\":\"s3cr3t\"", "{\"token\":s3cr3t}", "{} s3cr3t"})
  void whatIsNoContextIsRefusedWithoutRepeatingIt(String json) throws IOException {
    store.save("a", ContextDocument.EMPTY);
    Files.writeString(store.file("a"), json);

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> store.read("a"))
        .withMessageContaining("a.json is not the JSON of a context")
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void valuesThatAreNoTextSayNothing() {
    ContextDocument context =
        document("{\"url\":7,\"user\":null,\"token\":\"\",\"tls_first\":true}");

    assertThat(context.text("url")).isNull();
    assertThat(context.text("user")).isNull();
    assertThat(context.text("token")).isNull();
    assertThat(context.isTrue("tls_first")).isTrue();
    assertThat(context.isTrue("url")).isFalse();
  }
}
