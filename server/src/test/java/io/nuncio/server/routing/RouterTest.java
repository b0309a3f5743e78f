package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final SubjectIndex index = new SubjectIndex(1);
  private final Router router = new Router(index, new Random(1), true);
  private long order;

  private RecordingSubscriber add(String filter, String group) {
    var subscriber = new RecordingSubscriber(filter, group, order++);
    index.add(subscriber);
    return subscriber;
  }

  private static FanOut fanOut() {
    return new FanOut();
  }

  private boolean publish(String subject) {
    return router.route(ParsedPublish.on(subject), fanOut());
  }

  @Test
  void everyPlainSubscriberGetsTheMessage() {
    var literal = add("a.b", "");
    var wild = add("a.*", "");
    var other = add("b.*", "");

    boolean taken = publish("a.b");

    assertThat(taken).isTrue();
    assertThat(literal.received()).containsExactly("a.b 0\r\n\r\n");
    assertThat(wild.received()).containsExactly("a.b 0\r\n\r\n");
    assertThat(other.received()).isEmpty();
  }

  @Test
  void receiversAreFoundWithoutRememberingThem() {
    var forgetful = new Router(index, new Random(1), false);
    var subscriber = add("a", "");

    for (int i = 0; i < 3; i++) {
      assertThat(forgetful.route(ParsedPublish.on("a"), fanOut())).isTrue();
    }

    assertThat(subscriber.received()).hasSize(3);
    assertThat(forgetful.statistics().hits() + forgetful.statistics().misses()).isZero();
  }

  @Test
  void nobodyTakesWhatNobodyWants() {
    add("a", "");
    add("b", "").declining();

    assertThat(publish("c")).isFalse();
    assertThat(publish("b")).isFalse();
  }

  @Test
  void exactlyOneMemberOfEachGroupGetsTheMessageCachedOrNot() {
    List<List<RecordingSubscriber>> groups = new ArrayList<>();
    for (String name : List.of("g", "h", "i")) {
      groups.add(List.of(add("a", name), add("a", name), add("a", name)));
    }

    for (int sent = 1; sent <= 50; sent++) {
      assertThat(publish("a")).isTrue();

      for (var members : groups) {
        assertThat(members.stream().mapToInt(member -> member.received().size()).sum())
            .isEqualTo(sent);
      }
    }
  }

  @Test
  void everyMemberOfAGroupGetsItsShare() {
    var random = Seed.random("queue group shares");
    var fair = new Router(index, random, true);
    var members = List.of(add("a", "g"), add("a", "g"), add("a", "g"), add("a", "g"));

    for (int i = 0; i < 4000; i++) {
      fair.route(ParsedPublish.on("a"), fanOut());
    }

    // 1000 each; 800 to 1200 is more than seven standard deviations wide on either side.
    assertThat(members).allSatisfy(m -> assertThat(m.received()).hasSizeBetween(800, 1200));
  }

  @Test
  void nextMemberGetsWhatOneDeclines() {
    add("a", "g").declining();
    var willing = add("a", "g");
    add("a", "g").declining();

    for (int i = 1; i <= 20; i++) {
      assertThat(publish("a")).isTrue();
      assertThat(willing.received()).hasSize(i);
    }
  }

  @Test
  void groupInWhichAllDeclineTakesNothing() {
    add("a", "g").declining();
    add("a", "g").declining();

    assertThat(publish("a")).isFalse();
  }

  @Test
  void subjectIsCachedWhenItIsSeenForTheSecondTime() {
    add(">", "");
    publish("a");
    publish("b");
    publish("a");
    publish("b");
    assertThat(router.statistics().hits()).isZero();
    assertThat(router.statistics().misses()).isEqualTo(4);

    publish("a");

    assertThat(router.statistics().hits()).isEqualTo(1);
    assertThat(router.statistics().misses()).isEqualTo(4);
  }

  @Test
  void lastCachedSubjectIsNotEvenLookedUp() {
    var subscriber = add("a", "");
    publish("a");
    publish("a");
    long lookups = router.statistics().hits() + router.statistics().misses();

    publish("a");

    assertThat(router.statistics().hits() + router.statistics().misses()).isEqualTo(lookups);
    assertThat(subscriber.received()).hasSize(3);
  }

  @Test
  void subjectThatWasAskedForIsLookedUpOnce() {
    var rules = SubjectRules.of(null, List.of(SubjectRule.of("secret")));
    publish("a");
    publish("a");
    publish("b");
    publish("b");
    long hits = router.statistics().hits();
    Publication message = ParsedPublish.on("a");

    assertThat(router.permits(message, rules)).isTrue();
    router.route(message, fanOut());

    assertThat(router.statistics().hits()).isEqualTo(hits + 1);
  }

  @Test
  void whatIsKnownOfOneMessageIsNotTakenForAnother() {
    var subscriber = add("a", "");
    var rules = SubjectRules.of(null, List.of(SubjectRule.of("b")));
    publish("a");
    publish("a");
    publish("b");
    publish("b");
    Publication message = ParsedPublish.on("a");
    assertThat(router.permits(message, rules)).isTrue();

    message.moveTo(ParsedPublish.of("PUB b 0\r\n\r\n"), "publisher");

    assertThat(router.permits(message, rules)).isFalse();
    assertThat(router.route(message, fanOut())).isFalse();
    assertThat(subscriber.received()).hasSize(2);
  }

  @Test
  void cachedSubjectMakesItsPrefixOnce() {
    var subscriber = add("a", "");
    var member = add("a", "g");
    for (int i = 0; i < 2; i++) {
      publish("a");
    }
    int made = subscriber.prefixesMade();
    int memberMade = member.prefixesMade();

    for (int i = 0; i < 5; i++) {
      publish("a");
    }

    assertThat(subscriber.prefixesMade()).isEqualTo(made);
    assertThat(member.prefixesMade()).isEqualTo(memberMade);
  }

  @Test
  void additionsAndRemovalsAreSeenAtOnce() {
    var first = add("a", "");
    for (int i = 0; i < 3; i++) {
      publish("a");
    }

    var second = add("a", "");
    publish("a");
    index.remove(first);
    publish("a");
    index.remove(second);
    boolean taken = publish("a");

    assertThat(first.received()).hasSize(4);
    assertThat(second.received()).hasSize(2);
    assertThat(taken).isFalse();
  }

  @Test
  void additionToADifferentSubjectDoesNotDisturbACachedOne() {
    var first = add("a", "");
    for (int i = 0; i < 3; i++) {
      publish("a");
      add("b" + i, "");
    }

    publish("a");

    assertThat(first.received()).hasSize(4);
  }

  @Test
  void whatHalfOfTheCacheCouldNotHoldIsDeliveredButNotCached() {
    var all = new RecordingSubscriber("a", "", 0);
    for (int i = 0; i <= 128 << 10; i++) {
      index.add(all);
    }

    for (int i = 0; i < 3; i++) {
      publish("a");
    }

    assertThat(router.statistics().hits()).isZero();
    assertThat(router.statistics().misses()).isEqualTo(3);
    assertThat(all.received()).isNotEmpty();
  }

  @Test
  void whatTakesLongToFindIsCachedAtOnce() {
    var all = new RecordingSubscriber("a", "", 0);
    for (int i = 0; i <= FanOut.DELIVERIES_OF_ONE; i++) {
      index.add(all);
    }

    publish("a");
    publish("a");

    assertThat(router.statistics().misses()).isEqualTo(1);
  }

  @Test
  void subjectsInTheSamePlaceOfTheCacheAreNotMixedUp() {
    var subscriber = add(">", "");
    List<String> expected = new ArrayList<>();

    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5_000; i++) {
        publish("s." + i);
        expected.add("s." + i + " 0\r\n\r\n");
      }
    }

    assertThat(subscriber.received()).isEqualTo(expected);
    assertThat(router.statistics().hits()).isPositive();
  }

  @Test
  void findsTheEarliestPlainSubscriberThatBelongs() {
    add("r", "g");
    var stranger = add("r", "");
    var mine = add("*", "");
    add("r", "");
    byte[] subject = "r".getBytes(ISO_8859_1);

    assertThat(router.firstPlain(subject, 0, 1, subscriber -> subscriber != stranger))
        .isSameAs(mine);
    assertThat(router.firstPlain(subject, 0, 1, subscriber -> false)).isNull();
  }
}
