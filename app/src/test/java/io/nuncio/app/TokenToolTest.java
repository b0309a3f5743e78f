package io.nuncio.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `token new` and `token hash`, with the input and the randomness given.
class TokenToolTest {
  private static final int COST = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private TokenTool tool(long seed) {
    return new TokenTool(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), new Random(seed));
  }

  private List<String> output() {
    return out.toString(UTF_8).lines().toList();
  }

  private static TokenInput piped(String text) {
    return () -> TokenInput.piped(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static TokenInput typed(String... lines) {
    Iterator<String> next = Arrays.asList(lines).iterator();
    return new TypedToken(prompt -> next.next());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void newTokenIsSafeEverywhere(long seed) {
    assertThat(tool(seed).makeNew(COST)).isZero();

    assertThat(output())
        .satisfiesExactly(
            token -> assertThat(token).matches("token: [A-Za-z][A-Za-z0-9]{23}"),
            hash -> assertThat(hash).matches("hash: \\$2a\\$04\\$[A-Za-z0-9./]{53}"));
    assertThat(err.toString(UTF_8)).contains("authorization { token: \"<hash>\" }");
  }

  @Test
  void twoNewTokensDiffer() {
    TokenTool tool = tool(1);
    tool.makeNew(COST);
    tool.makeNew(COST);

    assertThat(output()).doesNotHaveDuplicates().hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cr3t", "s3cr3t\n", "s3cr3t\r\n"})
  void hashOfAPipedTokenIsOfItsLineAndAlone(String text) {
    assertThat(tool(1).hash(COST, piped(text))).isZero();
    assertThat(tool(1).hash(COST, typed("s3cr3t", "s3cr3t"))).isZero();

    assertThat(output()).hasSize(2);
    assertThat(output().get(0)).startsWith("$2a$04$").isEqualTo(output().get(1));
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', the token is empty",
    "'\n', the token is empty",
    "'s3cr3t\nb', the token has more than one line",
    "'s3cr3t\n\n', the token has more than one line",
  })
  void whatIsNoTokenIsRefused(String text, String reason) {
    assertThat(tool(1).hash(COST, piped(text))).isEqualTo(1);

    assertThat(output()).isEmpty();
    assertThat(err.toString(UTF_8))
        .startsWith("nats-server: token hash: " + reason)
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource({"72, ''", "72, '\n'", "72, '\r\n'"})
  void all72BytesAreTaken(int bytes, String end) {
    assertThat(tool(1).hash(COST, piped("x".repeat(bytes) + end))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {73, 74, 75, 100_000})
  void moreThan72BytesAreRefused(int bytes) {
    assertThat(tool(1).hash(COST, piped("x".repeat(bytes)))).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("has more than 72 bytes");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin = {(byte) 0xE4};

    assertThat(tool(1).hash(COST, () -> TokenInput.piped(new ByteArrayInputStream(latin))))
        .isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("is not a text in UTF-8");
  }

  @Test
  void typedTokenHasToBeTheSameTwice() {
    assertThat(tool(1).hash(COST, typed("s3cr3t", "s3cr3T"))).isEqualTo(1);

    assertThat(output()).isEmpty();
    assertThat(err.toString(UTF_8)).isEqualTo("nats-server: token hash: the two tokens differ\n");
  }
}
