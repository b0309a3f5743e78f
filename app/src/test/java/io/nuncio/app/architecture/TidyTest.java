package io.nuncio.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is checked on the sources themselves: sizes, names, leftovers, a description per package.
class TidyTest {
  private static final String RATCHET = "app/src/test/resources/tidy-ratchet.txt";
  private static final Size FILE = new Size(400, 700);
  private static final Size METHOD = new Size(40, 70);

  private static final Pattern BANNED_TYPE_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl)|Abstract[A-Z].*");
  private static final Pattern LEFTOVER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b(?!\\(#\\d)");

  private static final Pattern SLEEP = Pattern.compile("\\b(Thread|TimeUnit\\.\\w+)\\.sleep\\(");
  private static final String WAITING_HELPER = "testkit/src/main/java/io/nuncio/testkit/Await.java";

  private static final Checkout CHECKOUT = Checkout.current();
  private static final List<Source> SOURCES = Source.readAll(CHECKOUT);

  @Test
  void readsTheWholeCheckout() {
    assertThat(SOURCES).extracting(Source::name).anyMatch(name -> name.startsWith("wire/src/main"));
    assertThat(SOURCES).extracting(Source::name).anyMatch(name -> name.endsWith("/TidyTest.java"));
  }

  @Test
  void filesAndMethodsKeepTheirSize() throws IOException {
    var complaints = new ArrayList<String>();
    Map<String, Integer> allowed = readRatchet();

    for (Source source : SOURCES) {
      int fileLines = source.lines().size();
      FILE.check(source.name(), fileLines, allowed.remove(source.name()), complaints);
      source
          .methodLines()
          .forEach((name, lines) -> METHOD.check(name, lines, allowed.remove(name), complaints));
    }

    allowed
        .keySet()
        .forEach(name -> complaints.add(name + ": gone; delete its line in " + RATCHET));
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyMainPackageIsDescribed() {
    var complaints = new ArrayList<String>();

    for (Source source : SOURCES) {
      Path description = source.file().resolveSibling("package-info.java");
      boolean inPackage = source.isMain() && !source.name().endsWith("/module-info.java");
      if (inPackage && !Files.exists(description)) {
        complaints.add(
            CHECKOUT.name(description)
                + ": missing; say there in a sentence what the package is, and put @NullMarked");
      }
    }

    assertThat(complaints).isEmpty();
  }

  @Test
  void typesAreNamedAfterWhatTheyAre() {
    var complaints = new ArrayList<String>();

    for (Source source : SOURCES) {
      for (String type : source.typeNames()) {
        if (BANNED_TYPE_NAME.matcher(type).matches()) {
          complaints.add(
              "%s: type %s; name it after what it is or how it does it, not %s"
                  .formatted(source.name(), type, BANNED_TYPE_NAME));
        }
      }
    }

    assertThat(complaints).isEmpty();
  }

  @Test
  void nothingIsLeftToBeDone() {
    assertThat(linesWith(LEFTOVER, "do it now, or name the issue: (#12)")).isEmpty();
  }

  /// ArchitectureTest checks this on class files, but not those of conformance.
  @Test
  void testsWaitForConditionsAndNotForTime() {
    assertThat(linesWith(SLEEP, "wait for a condition: io.nuncio.testkit.Await"))
        .allMatch(complaint -> complaint.startsWith(WAITING_HELPER));
  }

  private static List<String> linesWith(Pattern pattern, String wayOut) {
    var complaints = new ArrayList<String>();
    for (Source source : SOURCES) {
      for (int i = 0; i < source.lines().size(); i++) {
        String line = source.lines().get(i);
        if (pattern.matcher(line).find()) {
          complaints.add("%s:%d: %s; %s".formatted(source.name(), i + 1, line.strip(), wayOut));
        }
      }
    }
    return complaints;
  }

  private static Map<String, Integer> readRatchet() throws IOException {
    var sizes = new TreeMap<String, Integer>();
    for (String line : Files.readAllLines(CHECKOUT.root().resolve(RATCHET))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split(" ", 2);
        sizes.put(words[1], Integer.valueOf(words[0]));
      }
    }
    return sizes;
  }

  /// How many lines a thing should have, and how many it must not exceed for any reason.
  private record Size(int guidance, int stop) {

    /// Complains unless the size is within the guidance, or exactly what the ratchet holds.
    void check(String name, int lines, @Nullable Integer held, List<String> complaints) {
      if (lines > stop) {
        complaints.add("%s: %d lines, never more than %d: split it".formatted(name, lines, stop));
      } else if (held == null && lines > guidance) {
        complaints.add(
            "%s: %d lines, should be at most %d: split it, or say why it is better whole in %s: %d %s"
                .formatted(name, lines, guidance, RATCHET, lines, name));
      } else if (held != null && lines > held) {
        complaints.add(
            "%s: grew from %d to %d lines: split it, it is already over %d"
                .formatted(name, held, lines, guidance));
      } else if (held != null && lines <= guidance) {
        complaints.add("%s: %d lines, fine: delete its line in %s".formatted(name, lines, RATCHET));
      } else if (held != null && lines < held) {
        complaints.add(
            "%s: shrank from %d to %d lines, thanks: lower the number in %s"
                .formatted(name, held, lines, RATCHET));
      }
    }
  }
}
