package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever stands where a subject or a filter is expected: the rules are those of its tokens, one
/// after the other. How filters are found for a subject is compared with a naive way in
/// `SubjectIndexPropertyTest`, rules about them in `SubjectRulesPropertyTest`.
class SubjectsFuzzTest {
  private static List<String> tokens(byte[] subject) {
    return List.of(new String(subject, ISO_8859_1).split("\\.", -1));
  }

  private static boolean isFilter(List<String> tokens) {
    int firstFull = tokens.indexOf(">");
    return tokens.stream()
            .noneMatch(token -> token.isEmpty() || token.chars().anyMatch(c -> c <= ' '))
        && (firstFull < 0 || firstFull == tokens.size() - 1);
  }

  /// Whether there is a subject that both match.
  private static boolean overlap(List<String> one, List<String> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      if (i == one.size() || i == other.size()) {
        return false;
      }
      String a = one.get(i);
      String b = other.get(i);
      if (a.equals(">") || b.equals(">")) {
        return true;
      }
      if (!a.equals(b) && !a.equals("*") && !b.equals("*")) {
        return false;
      }
    }
    return true;
  }

  /// Whether `filter` matches all that `other` matches.
  private static boolean covers(List<String> filter, List<String> other) {
    for (int i = 0; i < filter.size() && i < other.size(); i++) {
      if (filter.get(i).equals(">")) {
        return true;
      }
      boolean any = filter.get(i).equals("*") && !other.get(i).equals(">");
      if (!any && !filter.get(i).equals(other.get(i))) {
        return false;
      }
    }
    return filter.size() == other.size();
  }

  @Test
  void anyTwoSubjectsAreWhatTheirTokensSay() {
    new Fuzz("subjects")
        .seeds("foo.bar foo.*", "a.*.c a.>", "> *", "*.* a.b", "$SYS.a_b-c $SYS.>", "fo* foo")
        .seeds("a..b a", ".a a.", "a.>.b a.b.c", " ", "a.b.c.d.e.f.g.h *.*.*.*.*.*.*.*")
        .words(
            ".", "*", ">", ".*", ".>", "a", " ", "\t", "\0", "\u007f", "\u00e9", "a.".repeat(500))
        .run(input -> {
          int space = new String(input, ISO_8859_1).indexOf(' ');
          byte[] one = part(input, 0, Math.max(0, space));
          byte[] other = part(input, space + 1, input.length);
          boolean oneIsFilter = check(one);
          boolean filters = check(other) && oneIsFilter;
          boolean related = Subjects.overlap(one, other);
          if (filters) {
            assertThat(related).isEqualTo(overlap(tokens(one), tokens(other)));
            assertThat(Subjects.covers(one, other)).isEqualTo(covers(tokens(one), tokens(other)));
          }
          return "" + filters + related + Subjects.covers(one, other);
        });
  }

  private static byte[] part(byte[] input, int from, int to) {
    return new String(input, from, to - from, ISO_8859_1).getBytes(ISO_8859_1);
  }

  private static boolean check(byte[] subject) {
    List<String> tokens = tokens(subject);
    boolean wild = tokens.contains("*") || tokens.contains(">");
    boolean filter = Subjects.isFilter(subject, 0, subject.length);
    assertThat(filter).isEqualTo(isFilter(tokens));
    assertThat(Subjects.hasWildcard(subject, 0, subject.length)).isEqualTo(wild);
    assertThat(Subjects.isLiteral(subject, 0, subject.length)).isEqualTo(filter && !wild);
    return filter;
  }
}
