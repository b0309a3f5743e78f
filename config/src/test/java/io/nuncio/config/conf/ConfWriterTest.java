package io.nuncio.config.conf;

import static io.nuncio.config.conf.Parsed.faultless;
import static io.nuncio.config.conf.Parsed.parse;
import static io.nuncio.config.conf.Parsed.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConfWriterTest {
  private static final Position HERE = new Position("made up", 1, 1);
  private static final String CHARACTERS =
      "ab7$#/\\'\"{}[](),;:=.-\n\r\t \u0001é€\u0085\u00a0\u2028\udcff";

  @Test
  void writtenTreeParsesToAnEqualTree() {
    var random = Seed.random("writtenTreeParsesToAnEqualTree");
    for (int i = 0; i < 2_000; i++) {
      var tree = map(random, 0);

      var read = faultless(parse(ConfWriter.write(tree)));

      assertThat(plain(read)).isEqualTo(plain(tree));
      assertThat(ConfDigest.of(read)).isEqualTo(ConfDigest.of(tree));
    }
  }

  @Test
  void everyParsedFileCanBeWritten() {
    for (var file : ReferenceCases.ALL) {
      var tree = parse(file.text()).tree();

      assertThat(plain(faultless(parse(ConfWriter.write(tree))))).isEqualTo(plain(tree));
    }
  }

  @Test
  void bareKeyWithBothQuotesAndABracketInFrontIsWrittenBare() {
    var tree = faultless(parse("['\"x': 1"));

    assertThat(plain(faultless(parse(ConfWriter.write(tree))))).isEqualTo(plain(tree));
  }

  @Test
  void keyThatNoQuotesFitIsRefused() {
    var entries = new LinkedHashMap<String, ConfNode.Entry>();
    entries.put(
        "'\"", new ConfNode.Entry("'\"", HERE, new ConfNode.Bool(HERE, true, "yes"), false));
    var tree = new ConfNode.Map(HERE, entries, List.of());

    assertThatThrownBy(() -> ConfWriter.write(tree)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ConfNode.Map map(RandomGenerator random, int depth) {
    var entries = new LinkedHashMap<String, ConfNode.Entry>();
    for (int i = random.nextInt(5); i > 0; i--) {
      var key = text(random).replace(random.nextBoolean() ? '"' : '\'', '_');
      entries.put(key, new ConfNode.Entry(key, HERE, node(random, depth + 1), false));
    }
    return new ConfNode.Map(HERE, entries, List.of());
  }

  private static ConfNode node(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 4 ? 2 : 0, 8)) {
      case 0 -> map(random, depth);
      case 1 -> {
        var values = new ArrayList<ConfNode>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.add(node(random, depth + 1));
        }
        yield new ConfNode.List(HERE, values);
      }
      case 2 -> new ConfNode.Whole(HERE, random.nextLong() >> random.nextInt(64), "");
      case 3 -> new ConfNode.Fraction(HERE, fraction(random), "");
      case 4 -> new ConfNode.Bool(HERE, random.nextBoolean(), "");
      case 5 ->
          new ConfNode.Instant(
              HERE, Instant.ofEpochSecond(random.nextLong(-62167219200L, 253402300800L)), "");
      default -> new ConfNode.Text(HERE, text(random), ConfNode.Writing.BARE);
    };
  }

  private static double fraction(RandomGenerator random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) && random.nextBoolean() ? any : random.nextInt(-100, 100) / 4.0;
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return random.nextInt(20) == 0 ? "include" : text.toString();
  }
}
