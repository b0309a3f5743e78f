package io.nuncio.cli.context;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.Servers;
import io.nuncio.cli.TestMachine;
import io.nuncio.cli.TestMachine.Result;
import io.nuncio.embedded.EmbeddedNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextCommandsTest {
  private static final String SECRET = "s3cr3t";

  @TempDir Path home;

  private TestMachine machine() {
    return new TestMachine(home);
  }

  private Result run(String... arguments) {
    return machine().run(arguments);
  }

  private Path file(String name) {
    return home.resolve(".config/nats/context").resolve(name + ".json");
  }

  @Test
  void keepsWhatIsGivenAndChangesIt() {
    run("context", "add", "a", "--server", "nats://h:1", "--token", SECRET, "--description", "d");
    run("context", "save", "a", "--user", "joe", "--password", "pw", "--creds", "");

    assertThat(file("a"))
        .hasContent(
            """
            {
              "url": "nats://h:1",
              "description": "d",
              "user": "joe",
              "password": "pw"
            }
            """);
  }

  @Test
  void filesAreKeptByTheirWholePath() {
    run("context", "add", "a", "--creds", "~/x.creds", "--tlsca", "ca.pem");

    assertThat(file("a"))
        .content()
        .contains("\"creds\": \"" + home + "/x.creds\"")
        .contains("\"ca\": \"" + Path.of("ca.pem").toAbsolutePath() + "\"");
  }

  @Test
  void anotherContextIsTheBeginning() {
    run("context", "add", "a", "--server", "nats://h:1", "--token", SECRET);
    run("context", "add", "b", "--context", "a", "--tlsfirst", "--inbox-prefix", "_I");

    assertThat(file("b"))
        .content()
        .contains("\"url\": \"nats://h:1\"", "\"tls_first\": true", "\"inbox_prefix\": \"_I\"");
  }

  @Test
  void whatAContextDoesNotKeepIsRefused() {
    Result result = run("context", "add", "a", "--timeout", "1s");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("a context does not keep --timeout");
    assertThat(file("a")).doesNotExist();
  }

  @Test
  void listsThemWithoutSecrets() {
    run("context", "add", "b", "--server", "nats://s3cr3t@h:1", "--description", "B");
    run("context", "add", "long", "--server", "nats://h:2", "--select");

    assertThat(run("context", "ls").out()).isEqualTo("  b     nats://h:1  B\n* long  nats://h:2\n");
    assertThat(run("ctx", "list", "--names").out()).isEqualTo("b\nlong\n");
    assertThat(run("context", "ls", "--json").out())
        .isEqualTo(
            """
            {"name":"b","selected":false,"url":"nats://h:1","description":"B"}
            {"name":"long","selected":true,"url":"nats://h:2"}
            """);
  }

  @Test
  void showsOneWithoutSecrets() throws IOException {
    run("context", "add", "a", "--server", "nats://s3cr3t@h:1", "--token", SECRET, "--select");
    Files.writeString(
        file("a"),
        Files.readString(file("a")).replaceFirst("\\{", "{\"user_jwt\": \"s3cr3t\",\"n\":1,"));

    Result lines = run("context", "show");
    Result object = run("context", "info", "a", "--json");

    assertThat(lines.out())
        .isEqualTo(
            """
            Context 'a'
              url: nats://h:1
              token: (hidden)
              user_jwt: (hidden)
            """);
    assertThat(object.out())
        .isEqualTo(
            "{\"name\":\"a\",\"url\":\"nats://h:1\",\"token\":\"(hidden)\",\"user_jwt\":\"(hidden)\"}\n");
  }

  @Test
  void selectedContextIsUsedUnlessAnotherIsNamed() {
    try (EmbeddedNats server = Servers.withToken(SECRET)) {
      run("context", "add", "right", "--server", "127.0.0.1:" + server.port(), "--token", SECRET);
      run("context", "add", "wrong", "--server", "127.0.0.1:" + server.port(), "--token", "x");

      run("context", "select", "wrong");
      Result wrong = run("pub", "a", "b");
      Result flag = run("pub", "a", "b", "--context", "right");
      Result variable = machine().variable("NATS_CONTEXT", "right").run("pub", "a", "b");
      run("context", "select", "right");
      Result selected = run("pub", "a", "b");
      run("context", "previous");

      assertThat(wrong.status()).isEqualTo(1);
      assertThat(flag.status()).as(flag.err()).isZero();
      assertThat(variable.status()).as(variable.err()).isZero();
      assertThat(selected.status()).as(selected.err()).isZero();
      assertThat(run("context", "ls").out()).contains("* wrong");
    }
  }

  @Test
  void showsWhetherItConnects() {
    try (EmbeddedNats server = Servers.open()) {
      run("context", "add", "a", "--server", "nats://127.0.0.1:" + server.port());
      run("context", "add", "b", "--server", "nats://127.0.0.1:1");

      assertThat(run("context", "show", "a", "--connect").err()).startsWith("Connected to nats://");
      assertThat(run("context", "show", "b", "--connect").status()).isEqualTo(1);
    }
  }

  @Test
  void removesOnlyWhatIsNotSelectedAndConfirmed() {
    run("context", "add", "a", "--select");
    run("context", "add", "b");

    assertThat(run("context", "rm", "a", "--force").err()).contains("select another one before");
    assertThat(run("context", "rm", "b").err()).contains("give --force");
    assertThat(machine().terminal().input("n\n".getBytes(UTF_8)).run("context", "rm", "b").err())
        .contains("was not removed");
    assertThat(file("b")).exists();
    assertThat(machine().terminal().input("y\n".getBytes(UTF_8)).run("context", "rm", "b").status())
        .isZero();
    assertThat(file("b")).doesNotExist();
    assertThat(run("context", "rm", "a", "-f").status()).isZero();
    assertThat(run("context", "ls").err()).startsWith("There are no contexts");
  }

  @Test
  void whatIsNotThereIsNamed() {
    for (String command : new String[] {"show", "select", "rm"}) {
      Result result = run("context", command, "none");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("nuncio: there is no context 'none': ").hasLineCount(1);
    }
    assertThat(run("context", "show").err()).contains("no context is selected");
    assertThat(run("context", "previous").err()).contains("no context was selected before");
  }
}
