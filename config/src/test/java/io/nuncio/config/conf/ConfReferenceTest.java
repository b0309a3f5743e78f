package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfReferenceTest {
  static List<ReferenceCases.Case> cases() {
    return ReferenceCases.ALL;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fileMeansWhatTheReferenceServerMakesOfIt(ReferenceCases.Case file) {
    var bytes = file.text().getBytes(StandardCharsets.UTF_8);

    var result = Parsed.parse(ConfSource.decode("a.conf", bytes).text());

    assertThat(result.faultless()).isNotEqualTo(file.refused());
    if (!file.refused()) {
      assertThat(ConfDigest.of(result.tree())).isEqualTo("sha256:" + file.sha256());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m { a }",
        "m { a: }",
        "a =",
        "a ,",
        "{ a }",
        "a 5kbb",
        "a 10e",
        "{ a 1\n",
        "a 1 / \n",
        "m { a 1 / b 2 }",
        ",a 1",
        "m { {a 1} }",
        "m { /x 1 }",
        "a b\0c d",
        "cluster{ 5",
        "} 2",
        "a 1]",
        "a [ '"
      })
  void trapThatTheReferenceServerAcceptsIsAMistake(String text) {
    var result = Parsed.parse(text);

    assertThat(result.mistakes()).isNotEmpty();
  }
}
