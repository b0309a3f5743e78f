package io.nuncio.cli.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.cli.TestMachine;
import io.nuncio.cli.outside.CommandFailure;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  private static String filled(String template) {
    var outside = new TestMachine(Path.of("/home/joe")).outside(NOWHERE, NOWHERE);
    return Template.parse(template).text(new Template.Moment(3, "what?", outside));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing to fill in, nothing to fill in",
    "a {{Count}} b {{ Count }}{{Count}}, a 3 b 33",
    "{{TimeStamp}}, 2030-01-01T15:04:05+01:00",
    "{{Time}}, 3:04PM",
    "{{Unix}}, 1893506645",
    "{{UnixNano}}, 1893506645000000000",
    "{{Request}}!, what?!",
    "{}} { {, {}} { {"
  })
  void fillsInWhatIsKnown(String template, String text) {
    assertThat(filled(template)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{Random 0 10}}", "{{Random 4 4}}", "{{ Random 1 100 }}"})
  void randomTextIsAsLongAsWished(String template) {
    String[] words = template.replaceAll("[{}]", "").strip().split(" ", -1);

    assertThat(filled(template))
        .hasSizeBetween(Integer.parseInt(words[1]), Integer.parseInt(words[2]))
        .matches("[0-9a-zA-Z]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{Foo}}", "{{Count", "{{}}", "{{Random 5 1}}", "{{Random 1 x}}"})
  void refusesWhatNobodyCanFillIn(String template) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> Template.parse(template))
        .matches(CommandFailure::isUsage);
  }
}
