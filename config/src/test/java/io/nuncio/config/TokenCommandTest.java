package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `nats-server token …`.
class TokenCommandTest {
  private static Invocation parse(String arguments) {
    return CommandLine.parse(List.of(arguments.split(" ")), name -> null);
  }

  private static String refusal(String arguments) {
    Invocation invocation = parse(arguments);
    assertThat(invocation).isInstanceOf(Invocation.Refused.class);
    return ((Invocation.Refused) invocation).message();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 11",
    "--cost 4, 4",
    "--cost=31, 31",
    "-cost 12, 12",
    "-cost=10, 10",
    "--cost 4 --cost 5, 5",
  })
  void readsTheCost(String options, int cost) {
    assertThat(parse("token new " + options)).isEqualTo(new Invocation.NewToken(cost));
    assertThat(parse("token hash " + options)).isEqualTo(new Invocation.HashToken(cost));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "32", "x", "-1", "4.5"})
  void refusesACostThatDoesNotExist(String cost) {
    assertThat(refusal("token new --cost " + cost))
        .isEqualTo("--cost: expected a number from 4 to 31, for example --cost 11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token hash s3cr3t",
        "token hash --cost 5 s3cr3t",
        "token hash --token=s3cr3t",
        "token new s3cr3t",
        "token s3cr3t",
        "token new --cost=s3cr3t",
        "token hash --costs3cr3t",
      })
  void neverRepeatsWhatMayBeASecret(String arguments) {
    assertThat(refusal(arguments)).isNotEmpty().doesNotContain("s3cr3t");
  }

  @Test
  void tokenAloneAndACostWithoutANumberAreRefused() {
    assertThat(refusal("token")).contains("expected new or hash", "nats-server token --help");
    assertThat(refusal("token new --cost")).contains("--cost");
  }

  @ParameterizedTest
  @CsvSource({
    "token --help, Usage: nats-server token new  [--cost <n>]",
    "token -h, Usage: nats-server token new  [--cost <n>]",
    "token help, Usage: nats-server token new  [--cost <n>]",
    "token new --help, Usage: nats-server token new [--cost <n>]",
    "token new --cost 4 -h, Usage: nats-server token new [--cost <n>]",
    "token hash --help, Usage: nats-server token hash [--cost <n>]",
  })
  void showsTheHelpOfEach(String arguments, String start) {
    assertThat(parse(arguments))
        .isInstanceOfSatisfying(
            Invocation.ShowHelp.class,
            help ->
                assertThat(help.text())
                    .startsWith(start)
                    .contains("from 4 to 31")
                    .endsWith("\n")
                    .doesNotContainPattern("(?m)^.{101}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-D token new", "tokens new", "TOKEN new", "-- token new"})
  void isACommandOnlyAsTheFirstWord(String arguments) {
    assertThat(refusal(arguments)).startsWith("unrecognized command: \"");
  }
}
