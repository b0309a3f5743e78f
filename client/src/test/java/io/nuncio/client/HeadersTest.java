package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers as applications make them and as they come.
class HeadersTest {
  private static HeaderBlock parse(String block) {
    return HeaderBlock.parse(block.replace("~", "\r\n").getBytes(UTF_8));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Headers headers = new Headers().add("A", "1").add("A", "2").put("b", "x: y", "");

    HeaderBlock block = HeaderBlock.parse(headers.getSerialized());

    assertThat(block.headers()).isEqualTo(headers);
    assertThat(block.status()).isNull();
    assertThat(headers.getIgnoreCase("a")).containsExactly("1", "2");
    assertThat(headers.serializedLength()).isEqualTo(headers.getSerialized().length);
  }

  @Test
  void statusIsReadWithAndWithoutText() {
    assertThat(parse("NATS/1.0 503~~").status()).hasToString("503 " + Status.NO_RESPONDERS_TEXT);
    assertThat(parse("NATS/1.0 100 Idle Heartbeat~A:b~~").status())
        .hasToString("100 Idle Heartbeat");
    assertThat(parse("NATS/1.0 50~~").status()).isNull();
  }

  @Test
  void linesThatMakeNoSenseAreSkipped() {
    Headers headers = parse("NATS/1.0~no colon~:no name~bad name: x~Good:1~A:2").headers();

    assertThat(headers.keySet()).containsExactly("Good", "A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ü"})
  void nameThatCouldBeTakenForSomethingElseIsRefused(String name) {
    assertThatThrownBy(() -> new Headers().add(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nB: c", "a\n", "\r"})
  void valueWithALineEndIsRefused(String value) {
    assertThatThrownBy(() -> new Headers().put("A", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nPUB x 0", "a\tb"})
  void subjectThatCouldBeTakenForMoreIsRefused(String subject) {
    assertThatThrownBy(() -> Subjects.check(subject)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiersDiffer() {
    NUID nuid = new NUID();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(nuid.next())).isTrue();
    }
    assertThat(seen).allMatch(each -> each.length() == 22);
  }
}
