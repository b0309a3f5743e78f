package io.nuncio.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.cli.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Completion and the manual, as the programs take them that they are for.
class PagesTest {
  @TempDir Path home;

  private String run(String line) {
    return new TestMachine(home).run(line.split(" ", -1)).out();
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// What a program prints, on either output, about a file with this text.
  private String output(String text, String... command) throws IOException, InterruptedException {
    Path file = Files.writeString(home.resolve("page"), text);
    Process process =
        new ProcessBuilder(command).redirectInput(file.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " pub", " sub", " bench req", " context add", " server check connection"})
  void manualIsWhatGroffUnderstands(String command) throws Exception {
    assumeTrue(isThere("groff"), "groff is not there");
    String page = run("man" + command);

    assertThat(output(page, "groff", "-man", "-ww", "-Tutf8", "-Kutf8", "-z")).isEmpty();
    assertThat(page.lines().filter(line -> line.startsWith(".SH")))
        .contains(".SH \"NAME\"", ".SH \"SYNOPSIS\"", ".SH \"EXAMPLES\"", ".SH \"EXIT STATUS\"");
  }

  @Test
  void manualShowsEveryOption() {
    assertThat(run("man pub"))
        .startsWith(".TH \"NUNCIO-PUB\" 1 ")
        .contains(".B \\-\\-count=N\n", ".B \\-H, \\-\\-header=NAME:VALUE\n")
        .doesNotContain("${");
    assertThat(run("man")).contains(".B \\-s, \\-\\-server=URL\n", ".B context\n");
    assertThat(run("man server check connection")).contains("nagios, text, json");
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isThere("bash"), "bash is not there");
    Path script = Files.writeString(home.resolve("completion"), run("completion bash"));
    String asked =
        """
        source %s
        COMP_WORDS=(nuncio s); COMP_CWORD=1; _complete_nuncio 2>/dev/null; echo "${COMPREPLY[@]}"
        COMP_WORDS=(nuncio pub --co); COMP_CWORD=2; _complete_nuncio 2>/dev/null; echo "${COMPREPLY[@]}"
        """
            .formatted(script);

    List<String> replies = output(asked, "bash").lines().toList();

    assertThat(replies).hasSize(2);
    assertThat(replies.get(0).split(" ", -1)).contains("sub", "server");
    assertThat(replies.get(1).split(" ", -1)).contains("--count", "--connection-name");
  }

  @Test
  void zshIsToldHowToUseTheSame() {
    assertThat(run("completion zsh")).contains("bashcompinit").startsWith("# For zsh.\n");
  }
}
