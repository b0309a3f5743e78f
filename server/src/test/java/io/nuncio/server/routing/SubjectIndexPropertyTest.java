package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The index against a list of subscribers and a matcher that splits at dots.
class SubjectIndexPropertyTest {
  private static final int STEPS = 20_000;
  private static final int MOST_SUBSCRIBERS = 150;

  @Test
  void findsTheSubscribersThatAListWouldInTheSameOrder() {
    var random = Seed.random("subject index");
    var index = new SubjectIndex(random.nextLong());
    List<RecordingSubscriber> model = new ArrayList<>();

    for (int step = 0; step < STEPS; step++) {
      boolean add = model.isEmpty() || (model.size() < MOST_SUBSCRIBERS && random.nextInt(5) < 3);
      if (add) {
        var subscriber = new RecordingSubscriber(filter(random), group(random), step);
        model.add(subscriber);
        index.add(subscriber);
      } else {
        assertThat(index.remove(model.remove(random.nextInt(model.size())))).isTrue();
      }

      String subject = subject(random);
      assertThat(Found.in(index, subject))
          .as("step %d, subject %s, subscribers %s", step, subject, model)
          .isEqualTo(expected(model, subject));
      assertThat(index.size()).isEqualTo(model.size());
    }

    model.forEach(index::remove);
    assertThat(index.size()).isZero();
    assertThat(index.isEmpty()).isTrue();
  }

  private static Found expected(List<RecordingSubscriber> model, String subject) {
    List<RecordingSubscriber> plain = new ArrayList<>();
    Map<String, List<RecordingSubscriber>> groups = new LinkedHashMap<>();
    for (RecordingSubscriber subscriber : model) {
      String filter = new String(subscriber.subjectFilter(), ISO_8859_1);
      if (matches(filter, subject)) {
        String group = new String(subscriber.queueGroup(), ISO_8859_1);
        if (group.isEmpty()) {
          plain.add(subscriber);
        } else {
          groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(subscriber);
        }
      }
    }
    Comparator<List<RecordingSubscriber>> byEarliest =
        Comparator.comparingLong(members -> members.getFirst().order());
    return new Found(plain, groups.values().stream().sorted(byEarliest).toList());
  }

  private static boolean matches(String filter, String subject) {
    String[] wanted = filter.split("\\.", -1);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i].isEmpty()) {
        return false;
      }
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(">") && i < tokens.length) {
        return true;
      }
      if (i >= tokens.length || !List.of("*", tokens[i]).contains(wanted[i])) {
        return false;
      }
    }
    return wanted.length == tokens.length;
  }

  private static String filter(RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      tokens.add(List.of("a", "b", "cc", "a*", "*").get(random.nextInt(5)));
    }
    if (random.nextInt(4) == 0) {
      tokens.add(">");
    }
    return String.join(".", tokens);
  }

  private static String group(RandomGenerator random) {
    return List.of("", "", "g", "h").get(random.nextInt(4));
  }

  /// Mostly proper subjects; some with empty tokens, or with wildcards as tokens.
  private static String subject(RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      List<String> choice =
          random.nextInt(12) == 0 ? List.of("", "*", ">") : List.of("a", "b", "cc", "a*", "d");
      tokens.add(choice.get(random.nextInt(choice.size())));
    }
    return String.join(".", tokens);
  }
}
