package io.nuncio.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nuncio.conformance.differential.Scenario.Step;
import org.junit.jupiter.api.Test;

/// Scenarios as they are written down.
class ScenarioFileTest {
  @Test
  void aScenarioHasFilesAndSteps() {
    var scenarios =
        ScenarioFile.parse(
            """
            # A comment.
            == first
            args: -D
            file a.conf:
                port: 1
                # kept
            do:
                a open
                log Server is ready
            == second
            exactly: -t
            """);

    assertThat(scenarios).extracting(Scenario::name).containsExactly("first", "second");
    assertThat(scenarios.getFirst().arguments())
        .containsExactly("-a", "127.0.0.1", "-p", "{{port}}", "-D");
    assertThat(scenarios.getFirst().files()).containsEntry("a.conf", "port: 1\n# kept\n");
    assertThat(scenarios.getFirst().steps())
        .containsExactly(new Step("a", "open", ""), new Step("", "log", "Server is ready"));
    assertThat(scenarios.getLast().arguments()).containsExactly("-t");
  }

  @Test
  void namesAreUnique() {
    assertThat(ScenarioFile.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownHeaderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScenarioFile.parse("== a\nagrs: -D\n"))
        .withMessage("a: unknown agrs");
  }
}
