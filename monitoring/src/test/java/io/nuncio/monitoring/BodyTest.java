package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class BodyTest {
  @Test
  void answersTogetherStayWithinTheBudget() {
    var budget = new BodyBudget(10);
    var one = new Body(budget);
    var other = new Body(budget);
    one.append("123456");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> other.append("12345"))
        .returns(503, RefusedException::status);

    one.close();
    other.append("12345");
    assertThat(budget.heldBytes()).isEqualTo(5);
  }

  @Test
  void largeDocumentIsGivenPieceByPiece() {
    var budget = new BodyBudget(100_000);
    var document = new IndentedJson(new Body(budget));
    document.list("list");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> {
          for (int i = 0; i < 10_000; i++) {
            document.object().field("subject", "a.b.c").end();
          }
        });
    assertThat(budget.heldBytes()).isBetween(80_000L, 100_000L);
  }
}
