package io.nuncio.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.bench.server.Contender;
import io.nuncio.bench.server.Mode;
import io.nuncio.bench.workload.Catalog;
import io.nuncio.bench.workload.Scale;
import io.nuncio.bench.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void withoutOptionsEverythingIsMeasuredInFiveRounds() throws Exception {
    var options = parse();

    assertThat(options.workloads()).hasSameSizeAs(Catalog.all());
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.mode()).isEqualTo(Mode.TOKEN);
    assertThat(options.scale()).isEqualTo(Scale.FULL);
  }

  @Test
  void shortMeansThreeRoundsUnlessSaidOtherwise() throws Exception {
    assertThat(parse("--short").rounds()).isEqualTo(3);
    assertThat(parse("--short", "--rounds", "9").rounds()).isEqualTo(9);
  }

  @Test
  void valueMayStandBehindAnEqualsSign() throws Exception {
    assertThat(parse("--mode=open").mode()).isEqualTo(Mode.OPEN);
  }

  @Test
  void onlyTakesNamesAndGroupsInTheOrderOfTheCatalogue() throws Exception {
    assertThat(names(parse("--only", "subjects-1k,pub16"))).containsExactly("pub16", "subjects-1k");
    assertThat(parse("--only", "more").workloads()).hasSameSizeAs(Catalog.more());
  }

  @Test
  void namesOfWorkloadsAreUnique() {
    assertThat(Catalog.all()).extracting(Workload::name).doesNotHaveDuplicates();
  }

  @Test
  void moreServersKeepTheirOrder() throws Exception {
    assertThat(parse("--also", "a=x -y=1", "--also", "b={port}").also())
        .containsExactly(new Contender("a", "x -y=1"), new Contender("b", "{port}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nothing",
        "pub16",
        "--rounds",
        "--rounds 0",
        "--rounds x",
        "--mode none",
        "--only pub17",
        "--only ",
        "--short=1",
        "--also x",
        "--also nuncio=x",
        "--also a=x --also a=y"
      })
  void whatCannotBeFollowedIsRefused(String line) {
    assertThatExceptionOfType(Options.UsageException.class)
        .isThrownBy(() -> parse(line.split(" ", -1)));
  }

  @Test
  void helpShowsEveryOptionWithAnExample() {
    assertThat(Options.help()).contains(Arrays.stream(Flag.values()).map(Flag::text).toList());
    assertThat(Options.help().split("e\\.g\\.", -1)).hasSize(Flag.values().length + 1);
  }

  @Test
  void pageThatIsThereIsNotWrittenOver(@TempDir Path folder) throws Exception {
    var page = Files.createFile(folder.resolve("page.md")).toString();

    assertThat(Output.of(parse("--out", page, "--force"), folder).pages()).hasSize(1);
    assertThatExceptionOfType(Options.UsageException.class)
        .isThrownBy(() -> Output.of(parse("--out", page), folder));
  }

  @Test
  void partOfTheWorkloadsIsNotWrittenDownUnlessAsked(@TempDir Path folder) throws Exception {
    assertThat(Output.of(parse("--only", "pub16"), folder).pages()).isEmpty();
    assertThat(Output.of(parse("--only", "pub16"), folder).charts()).isEmpty();
    assertThat(Output.of(parse("--core"), folder).pages()).hasSize(1);
  }

  private static Options parse(String... arguments) throws Options.UsageException {
    return Options.parse(List.of(arguments));
  }

  private static List<String> names(Options options) throws Options.UsageException {
    return options.workloads().stream().map(Workload::name).toList();
  }
}
