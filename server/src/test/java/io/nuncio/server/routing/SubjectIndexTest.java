package io.nuncio.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectIndexTest {
  private final SubjectIndex index = new SubjectIndex(42);
  private long order;

  private RecordingSubscriber add(String filter) {
    return add(filter, "");
  }

  private RecordingSubscriber add(String filter, String group) {
    var subscriber = new RecordingSubscriber(filter, group, order++);
    index.add(subscriber);
    return subscriber;
  }

  @ParameterizedTest
  @CsvSource({
    // filter, subject, matches
    "a.b,   a.b,     true",
    "a.b,   a.c,     false",
    "a.b,   a,       false",
    "a.b,   a.b.c,   false",
    "a.b,   ab,      false",
    "*,     a,       true",
    "*,     a.b,     false",
    "a.*,   a.b,     true",
    "a.*,   a,       false",
    "*.b,   a.b,     true",
    "a.*.c, a.b.c,   true",
    "a.*.c, a.b.d,   false",
    ">,     a,       true",
    ">,     a.b.c,   true",
    "a.>,   a.b,     true",
    "a.>,   a.b.c,   true",
    "a.>,   a,       false",
    "*.>,   a.b,     true",
    "*.>,   a,       false",
    "fo*,   fo*,     true",
    "fo*,   foo,     false",
    "a,     *,       false",
    "*,     *,       true",
    ">,     >,       true",
    "a.>,   a.>,     true",
    "a.*,   a.>,     true",
    "a.>,   a.*,     true",
    "a,     A,       false",
    // Nobody can want an empty token.
    "a.>,   a..b,    false",
    "a.>,   a.b..c,  false",
    "a.>,   a.b.,    false",
    ">,     .a,      false",
    ">,     a.,      false",
    ">,     a..b,    false",
    ">,     a.b.c.,  false",
    "*.>,   a.b..,   false",
    ">,     .,       false",
    ">,     '',      false",
    "*,     '',      false",
  })
  void matchesAsSubjectFiltersDo(String filter, String subject, boolean matches) {
    var subscriber = add(filter);

    assertThat(Found.in(index, subject).plain())
        .isEqualTo(matches ? List.of(subscriber) : List.of());
  }

  @Test
  void servesEarlierSubscribersEarlierWhateverTheirFilter() {
    var full = add("a.>");
    var literal = add("a.b");
    var one = add("a.*");
    var all = add(">");
    var again = add("a.b");

    assertThat(Found.in(index, "a.b").plain()).containsExactly(full, literal, one, all, again);
  }

  @Test
  void queueGroupIsOneWhateverTheFiltersOfItsMembers() {
    var first = add("a.b", "g");
    var otherFilter = add("a.*", "g");
    var otherName = add("a.b", "h");
    var second = add("a.b", "g");
    add("c", "g");

    var found = Found.in(index, "a.b");

    assertThat(found.plain()).isEmpty();
    assertThat(found.groups())
        .containsExactly(List.of(first, otherFilter, second), List.of(otherName));
  }

  @Test
  void removedSubscriberIsFoundNoMore() {
    var stays = add("a.*");
    var goes = add("a.*");
    var member = add("a.*", "g");

    assertThat(index.remove(goes)).isTrue();
    assertThat(index.remove(member)).isTrue();

    assertThat(Found.in(index, "a.b")).isEqualTo(new Found(List.of(stays), List.of()));
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void keepsNoTokenOfThoseWhoLeft() {
    var stays = add("a.b");
    List<RecordingSubscriber> leave = new ArrayList<>();
    for (String filter : List.of("a.b", "a.b.c.d", "a.*.c", "a.>", "x.*.>", ">", "*")) {
      leave.add(add(filter, ""));
      leave.add(add(filter, "g"));
    }

    leave.forEach(index::remove);
    assertThat(index.isEmpty()).isFalse();
    assertThat(Found.in(index, "a.b").plain()).containsExactly(stays);
    index.remove(stays);

    assertThat(index.isEmpty()).isTrue();
  }

  @Test
  void removingWhoIsNotThereChangesNothing() {
    var there = add("a.b");
    var stranger = new RecordingSubscriber("a.b", "", 99);
    var strangerInGroup = new RecordingSubscriber("a.b", "g", 99);
    var elsewhere = new RecordingSubscriber("a.b.c", "", 99);
    long generation = index.generation();

    assertThat(index.remove(stranger)).isFalse();
    assertThat(index.remove(strangerInGroup)).isFalse();
    assertThat(index.remove(elsewhere)).isFalse();

    assertThat(index.generation()).isEqualTo(generation);
    assertThat(index.size()).isEqualTo(1);
    assertThat(Found.in(index, "a.b")).isEqualTo(new Found(List.of(there), List.of()));
  }

  @Test
  void generationChangesWithEveryAdditionAndRemoval() {
    long empty = index.generation();
    var subscriber = add("a");
    long added = index.generation();
    index.remove(subscriber);

    assertThat(added).isNotEqualTo(empty);
    assertThat(index.generation()).isNotEqualTo(added).isNotEqualTo(empty);
  }

  @Test
  void equalFiltersAreSeparateSubscribers() {
    var first = add("a");
    var second = add("a");

    assertThat(Found.in(index, "a").plain()).containsExactly(first, second);
    index.remove(first);
    assertThat(Found.in(index, "a").plain()).containsExactly(second);
    assertThat(index.remove(first)).isFalse();
  }

  @Test
  void removalOfOneLeavesTheOthersOfAThousandOnTheSameFilterInOrder() {
    List<RecordingSubscriber> left = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      left.add(add("a"));
    }
    for (int i = 999; i >= 0; i -= 3) {
      assertThat(index.remove(left.remove(i))).isTrue();
    }

    assertThat(Found.in(index, "a").plain()).isEqualTo(left);
    while (!left.isEmpty()) {
      assertThat(index.remove(left.remove(left.size() / 2))).isTrue();
      assertThat(Found.in(index, "a").plain()).isEqualTo(left);
    }
    assertThat(index.size()).isZero();
  }

  @Test
  void manyMatchingPathsAtOnceAreAllFound() {
    List<RecordingSubscriber> all = new ArrayList<>();
    for (int bits = 0; bits < 256; bits++) {
      StringBuilder filter = new StringBuilder();
      for (int token = 0; token < 8; token++) {
        filter.append(token == 0 ? "" : ".").append((bits >> token & 1) == 0 ? "t" : "*");
      }
      all.add(add(filter.toString()));
    }

    assertThat(Found.in(index, "t.t.t.t.t.t.t.t").plain()).isEqualTo(all);
  }
}
