package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.conformance.CorpusPlayer.Grade;
import io.nuncio.conformance.CorpusPlayer.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The known exceptions of the corpus, which may only get fewer.
///
/// @param notYet ids of the rows that fail
/// @param lenient ids of the rows that get the other acceptable answer
record CorpusRatchet(Set<String> notYet, Set<String> lenient) {
  static final int MOST_LENIENT = 40;

  private static final String NOT_YET_FILE = "/corpus-not-yet.txt";
  private static final String LENIENT_FILE = "/corpus-lenient.txt";

  /// The exceptions kept in files, or none for the reference server.
  static CorpusRatchet forServerUnderTest() {
    return ServerUnderTest.isReference()
        ? new CorpusRatchet(Set.of(), Set.of())
        : new CorpusRatchet(ids(NOT_YET_FILE), ids(LENIENT_FILE));
  }

  /// What is wrong with `results` or with the lists, one line each; empty if all is as expected.
  List<String> complaints(List<Result> results) {
    var complaints = new ArrayList<String>();
    for (var result : results) {
      var complaint = complaint(result);
      if (complaint != null) {
        complaints.add("%s: %s".formatted(result.row().id(), complaint));
      }
    }
    var played = results.stream().map(result -> result.row().id()).collect(Collectors.toSet());
    for (var list : List.of(notYet, lenient)) {
      list.stream()
          .filter(id -> !played.contains(id))
          .forEach(id -> complaints.add(id + ": listed, but there is no such row"));
    }
    if (lenient.size() > MOST_LENIENT) {
      complaints.add(
          "%d lenient rows are listed, at most %d may be".formatted(lenient.size(), MOST_LENIENT));
    }
    return complaints;
  }

  private @Nullable String complaint(Result result) {
    var id = result.row().id();
    boolean listedNotYet = notYet.contains(id);
    boolean listedLenient = lenient.contains(id);
    if (listedNotYet && listedLenient) {
      return "listed twice, keep it in one of the two files";
    }
    return switch (result.grade()) {
      case EXACT ->
          listedNotYet || listedLenient
              ? "passes, remove it from " + (listedNotYet ? NOT_YET_FILE : LENIENT_FILE)
              : null;
      case LENIENT -> {
        if (listedLenient) {
          yield null;
        }
        yield listedNotYet
            ? "passes leniently, remove it from " + NOT_YET_FILE
            : "answered only leniently: " + expectedAndGot(result);
      }
      case FAILED -> listedNotYet ? null : expectedAndGot(result);
    };
  }

  private static String expectedAndGot(Result result) {
    return "expected %s, got %s".formatted(result.row().exact(), result.outcome());
  }

  /// The line that sums up a run.
  static String summary(List<Result> results) {
    return "corpus: %d rows, %d exact, %d lenient, %d not yet"
        .formatted(
            results.size(),
            count(results, Grade.EXACT),
            count(results, Grade.LENIENT),
            count(results, Grade.FAILED));
  }

  private static long count(List<Result> results, Grade grade) {
    return results.stream().filter(result -> result.grade() == grade).count();
  }

  private static Set<String> ids(String file) {
    try (var list = Objects.requireNonNull(CorpusRatchet.class.getResourceAsStream(file), file)) {
      return new String(list.readAllBytes(), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
