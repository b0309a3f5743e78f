package io.nuncio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.TestMachine.Result;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Every example that `--help` and docs/cli.md show is run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  private final Town town;

  private Path home = Path.of("");

  ExamplesTest() throws Exception {
    town = new Town();
  }

  @BeforeAll
  void contextsThatExamplesSpeakOf(@TempDir Path folder) {
    home = folder;
    for (String name : new String[] {"old", "here"}) {
      run("nuncio context add " + name + " --select --server " + town.url());
    }
  }

  @AfterAll
  void end() throws InterruptedException {
    town.close();
  }

  private Result run(String line) {
    ShellWords words = ShellWords.of(line.replace("nats://localhost:4222", town.url()));
    return new TestMachine(home)
        .variable("NATS_URL", town.url())
        .input(words.input().getBytes(StandardCharsets.UTF_8))
        .run(words.arguments().toArray(String[]::new));
  }

  private List<CommandLine> commands() {
    var nowhere = OutputStream.nullOutputStream();
    var found = new LinkedHashSet<CommandLine>();
    found.add(new Program(new TestMachine(home).outside(nowhere, nowhere)).commandLine());
    for (var unseen = List.copyOf(found); !unseen.isEmpty(); ) {
      var below = new ArrayList<CommandLine>();
      unseen.forEach(command -> below.addAll(command.getSubcommands().values()));
      below.removeIf(command -> !found.add(command));
      unseen = below;
    }
    return List.copyOf(found);
  }

  private static List<String> examples(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer()).toList();
  }

  @Test
  void everyCommandIsFound() {
    assertThat(commands())
        .extracting(command -> command.getCommandSpec().qualifiedName())
        .contains("nuncio", "nuncio pub", "nuncio bench req", "nuncio server check connection")
        .hasSizeGreaterThan(20);
  }

  @TestFactory
  Stream<DynamicTest> helpOfEveryCommandEndsWithAnExample() {
    return commands().stream()
        .map(command -> {
          String name = command.getCommandSpec().qualifiedName();
          return DynamicTest.dynamicTest(
              name,
              () -> {
                String[] words = (name + " --help").split(" ", -1);

                Result help = new TestMachine(home).run(Arrays.copyOfRange(words, 1, words.length));

                assertThat(help.status()).isZero();
                assertThat(help.out()).startsWith("Usage: " + name + " ");
                assertThat(help.out()).contains("\nExamples:\n");
                assertThat(examples(command)).isNotEmpty();
                assertThat(help.out()).endsWith(String.join("\n", examples(command)) + "\n");
              });
        });
  }

  @TestFactory
  Stream<DynamicTest> examplesOfHelpRun() {
    return commands().stream()
        .flatMap(command -> examples(command).stream())
        .map(line -> DynamicTest.dynamicTest(line.strip(), () -> assertRuns(line)));
  }

  @TestFactory
  Stream<DynamicTest> examplesOfTheDocumentationRun() throws Exception {
    Path page = Path.of(System.getProperty("nuncio.root", ".."), "docs/cli.md");
    List<String> lines =
        SHELL
            .matcher(Files.readString(page))
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.replaceFirst(" +#.*", ""))
            .toList();
    assertThat(lines).hasSizeGreaterThan(20);
    return lines.stream().map(line -> DynamicTest.dynamicTest(line, () -> assertRuns(line)));
  }

  private void assertRuns(String line) {
    Result result = run(line);

    assertThat(result.status()).as(line + "\n" + result.err()).isZero();
    assertThat(result.out() + result.err()).isNotEmpty();
  }
}
