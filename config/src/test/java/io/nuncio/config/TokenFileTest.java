package io.nuncio.config;

import static io.nuncio.config.Understood.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `token_file`, at the top and in a list, and `--auth_file`.
class TokenFileTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("token"), content);
  }

  private static Invocation.Start started(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Invocation.Start.class);
    return (Invocation.Start) invocation;
  }

  private static String refusal(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Invocation.Refused.class);
    return ((Invocation.Refused) invocation).message();
  }

  private static Invocation flags(String... arguments) {
    return CommandLine.parse(List.of(arguments), name -> null);
  }

  private Invocation conf(String block, String... flags) throws IOException {
    Path conf = Files.writeString(folder.resolve("nats.conf"), "authorization { " + block + " }");
    String[] all = new String[flags.length + 2];
    all[0] = "-c";
    all[1] = conf.toString();
    System.arraycopy(flags, 0, all, 2, flags.length);
    return flags(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void holdsTheTokenWithOrWithoutOneLineBreakBehindIt(String end) throws IOException {
    Path file = file("s3 cr3t=" + end);

    assertThat(started(flags("--auth_file", file.toString())).config().authentication())
        .isEqualTo(token("s3 cr3t="));
    assertThat(started(conf("token_file: \"" + file + "\"")).config().authentication())
        .isEqualTo(token("s3 cr3t="));
    assertThat(
            started(conf("tokens: [ { name: ci, token_file: \"" + file + "\" } ]"))
                .config()
                .authentication())
        .isEqualTo(
            new AuthenticationConfig.Tokens(
                List.of(new NamedToken("ci", Secret.of("s3 cr3t="), null))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "'\n', is empty",
    "'\r\n', is empty",
    "' \t\n', is empty",
    "'a\n\n', holds more than one line",
    "'s3cr3t\nb', holds more than one line",
    "'s3cr3t\rb', holds more than one line",
  })
  void contentThatIsNoTokenIsRefused(String content, String reason) throws IOException {
    Path file = file(content);

    assertThat(refusal(flags("--auth_file", file.toString())))
        .startsWith("--auth_file: " + file + " " + reason)
        .doesNotContain("s3cr3t");
    assertThat(refusal(conf("token_file: \"" + file + "\"")))
        .contains("nats.conf:1:29: authorization.token_file: " + file + " " + reason)
        .doesNotContain("s3cr3t");
  }

  @Test
  void tokenOfMoreThanAControlLineIsRefused() throws IOException {
    assertThat(started(flags("--auth_file", file("x".repeat(4096) + "\r\n").toString())))
        .isNotNull();
    assertThat(refusal(flags("--auth_file", file("x".repeat(4097)).toString())))
        .contains("is larger than 4096 bytes");
    assertThat(refusal(flags("--auth_file", file("x".repeat(100_000)).toString())))
        .contains("is larger than 4096 bytes");
  }

  @Test
  void contentThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("token");
    Files.write(file, "\u00e4".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refusal(flags("--auth_file", file.toString()))).endsWith("is not a text in UTF-8");
  }

  @Test
  void fileThatIsNotThereOrAFolderIsRefused() throws IOException {
    assertThat(refusal(flags("--auth_file", folder.toString()))).endsWith("is a folder");
    assertThat(refusal(flags("--auth_file", folder.resolve("none").toString())))
        .endsWith("none no such file");
    assertThat(refusal(conf("token_file: \"\""))).contains("token_file is empty");
    assertThat(refusal(flags("--auth_file="))).startsWith("the path of --auth_file is empty");
    assertThat(refusal(flags("--auth_file", ""))).startsWith("the path of --auth_file is empty");
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void pipeDoesNotKeepTheServerWaiting() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(refusal(flags("--auth_file", pipe.toString()))).contains("is no regular file");
  }

  @Test
  void linkToAFileIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file("s3cr3t"));

    assertThat(started(flags("--auth_file", link.toString())).config().authentication())
        .isEqualTo(token("s3cr3t"));
  }

  @Test
  void otherContentIsAChangeOfTheConfiguration() throws IOException {
    Path file = file("one");
    ServerConfig before = started(conf("token_file: \"" + file + "\"")).config();
    Files.writeString(file, "two");
    ServerConfig after = started(conf("token_file: \"" + file + "\"")).config();

    assertThat(ConfigDiff.between(before, after))
        .containsExactly(
            new ConfigChange.Reloadable("authorization.token", "Reloaded: authorization token"));
  }

  @ParameterizedTest
  @CsvSource({
    "--auth s3cr3t, --auth_file and --auth exclude each other",
    "--user joe --pass s3cr3t, --auth_file and --user exclude each other",
  })
  void flagExcludesOtherFlags(String others, String reason) throws IOException {
    String all = "--auth_file " + file("t") + " " + others;

    assertThat(refusal(flags(all.split(" ", -1)))).startsWith(reason).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token: a | --auth_file FILE | --auth_file and authorization.token of",
        "user: a, password: b | --auth_file FILE | --auth_file and authorization.user of",
        "tokens: [ { name: n, token: t } ] | --auth_file FILE | --auth_file and authorization.tokens",
        "tokens: [ { name: n, token: t } ] | --auth x | --auth and authorization.tokens of",
        "tokens: [ { name: n, token: t } ] | --user x --pass y | --user and authorization.tokens of",
        "token_file: \"FILE\" | --auth x | --auth and authorization.token_file of",
        "token_file: \"FILE\" | --user x --pass y | --user and authorization.token_file of",
      })
  void flagIsRefusedBesidesWhatItWouldSilentlyPutOutOfForce(
      String block, String arguments, String reason) throws IOException {
    String file = file("t").toString();
    String[] words = arguments.replace("FILE", file).split(" ", -1);

    assertThat(refusal(conf(block.replace("FILE", file), words)))
        .startsWith(reason)
        .endsWith("exclude each other: leave out one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token: a | --auth x",
        "user: a, password: b | --auth x",
        "timeout: 1 | --auth x",
        "timeout: 1 | --auth_file FILE",
        "token_file: \"NONE\" | --auth_file FILE",
      })
  void flagReplacesWhatTheFileSaysInTheSameWay(String block, String arguments) throws IOException {
    String file = file("x").toString();
    String other = Files.writeString(folder.resolve("other"), "other").toString();

    Invocation invocation =
        conf(block.replace("NONE", other), arguments.replace("FILE", file).split(" ", -1));

    assertThat(started(invocation).config().authentication()).isEqualTo(token("x"));
  }

  @Test
  void tokenFileOfAFlagCanBeReadAgain() throws IOException {
    assertThat(started(flags("--auth_file", file("t").toString())).canReload()).isTrue();
    assertThat(started(flags("--auth", "t")).canReload()).isFalse();
  }
}
