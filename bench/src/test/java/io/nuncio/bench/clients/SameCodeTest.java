package io.nuncio.bench.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is measured is the same code for both clients, but for its imports: so code moves.
class SameCodeTest {
  private static String code(String name) throws IOException {
    Path file = Path.of("src/test/java/io/nuncio/bench/clients", name + ".java");
    String text = Files.readString(file, UTF_8);
    return text.substring(text.indexOf("implements Candidate"));
  }

  @Test
  void candidatesDifferByTheirImports() throws IOException {
    assertThat(code("NuncioCandidate")).isEqualTo(code("JnatsCandidate"));
  }
}
