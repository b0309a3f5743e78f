package io.nuncio.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A message for more receivers than there is time for in one turn.
class FanOutTest {
  private static final int PLAIN = 2 * FanOut.DELIVERIES_OF_ONE;
  private static final int GROUPS = 10;

  private final SubjectIndex index = new SubjectIndex(1);
  private final FanOut fanOut = new FanOut();
  private final List<RecordingSubscriber> plain = new ArrayList<>();
  private final List<RecordingSubscriber> members = new ArrayList<>();

  @BeforeEach
  void subscribe() {
    for (int i = 0; i < PLAIN; i++) {
      plain.add(add("", i));
    }
    for (int i = 0; i < 3 * GROUPS; i++) {
      members.add(add("g" + i % GROUPS, PLAIN + i));
    }
  }

  private RecordingSubscriber add(String group, int order) {
    var subscriber = new RecordingSubscriber("a", group, order);
    index.add(subscriber);
    return subscriber;
  }

  private static int received(List<RecordingSubscriber> subscribers) {
    return subscribers.stream().mapToInt(each -> each.received().size()).sum();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reachesEverybodyOnceInSeveralTurns(boolean remembers) {
    Router router = new Router(index, new Random(1), remembers);
    Publication message = ParsedPublish.on("a");

    fanOut.beginTurn();
    assertThat(router.route(message, fanOut)).isTrue();
    assertThat(fanOut.isUnderWay()).isTrue();
    assertThat(received(plain)).isEqualTo(FanOut.DELIVERIES_OF_ONE);

    fanOut.beginTurn();
    router.route(ParsedPublish.on("other"), new FanOut()); // somebody else's turn
    router.goOn(message, fanOut);
    assertThat(fanOut.isUnderWay()).isTrue();
    assertThat(received(plain)).isEqualTo(PLAIN);
    assertThat(received(members)).isZero();

    fanOut.beginTurn();
    assertThat(router.goOn(message, fanOut)).isTrue();
    assertThat(fanOut.isUnderWay()).isFalse();
    assertThat(plain).allSatisfy(each -> assertThat(each.received()).hasSize(1));
    assertThat(received(members)).isEqualTo(GROUPS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FanOut.DELIVERIES_OF_ONE})
  void saysThatItWasTakenThoughOnlyOneTookItInWhateverTurn(int taker) {
    IntStream.range(0, PLAIN).filter(i -> i != taker).forEach(i -> plain.get(i).declining());
    members.forEach(RecordingSubscriber::declining);
    Router router = new Router(index, new Random(1), true);
    Publication message = ParsedPublish.on("a");

    boolean taken = router.route(message, fanOut);
    while (fanOut.isUnderWay()) {
      fanOut.beginTurn();
      taken = router.goOn(message, fanOut);
    }

    assertThat(taken).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void turnIsForAllOfAPublishersMessagesTogether(int receivers) {
    SubjectIndex few = new SubjectIndex(1);
    List<RecordingSubscriber> subscribers =
        IntStream.range(0, receivers)
            .mapToObj(i -> new RecordingSubscriber("a", "", i))
            .peek(few::add)
            .toList();
    Router router = new Router(few, new Random(1), true);

    while (!fanOut.isUnderWay()) {
      router.route(ParsedPublish.on("a"), fanOut);
    }

    assertThat(received(subscribers)).isEqualTo(FanOut.DELIVERIES_PER_TURN);
  }
}
