package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.WITH_HEADERS;
import static io.nuncio.wire.ParserRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random streams of operations against the list of operations itself, and mutations of such
/// streams against the few things that hold for any bytes.
class ClientProtocolParserPropertyTest {
  private static final int STREAMS = 2_000;
  private static final int MUTATIONS = 20_000;

  /// @param call what the handler must be told, empty for an operation that is skipped
  /// @param wire one of the many ways to say it
  private record Operation(String call, String wire) {}

  private static final class Author {
    private static final String LETTERS = "abcXYZ019._-*>$\u00e9\u00ff~\"{";

    private final RandomGenerator random;

    Author(RandomGenerator random) {
      this.random = random;
    }

    List<Operation> stream() {
      List<Operation> stream = new ArrayList<>();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        stream.add(operation());
      }
      return stream;
    }

    private Operation operation() {
      return switch (random.nextInt(8)) {
        case 0 -> new Operation("PING", anyCase("PING") + chance(" ignored", "") + lineEnd());
        case 1 -> new Operation("PONG", anyCase("PONG") + lineEnd());
        case 2 ->
            new Operation("", chance(anyCase("+OK"), anyCase("INFO") + " {\"a\": 1}") + lineEnd());
        case 3 -> connect();
        case 4 -> subscribe();
        case 5 -> unsubscribe();
        default -> publish();
      };
    }

    private Operation connect() {
      String json = "{\"name\":\"" + word() + "\"}";
      return new Operation("CONNECT " + json, anyCase("CONNECT") + blanks() + json + lineEnd());
    }

    private Operation subscribe() {
      String subject = word();
      String group = chance(word(), "");
      String sid = word();
      return new Operation(
          "SUB " + subject + "|" + group + "|" + sid,
          anyCase("SUB") + words(subject, group, sid) + lineEnd());
    }

    private Operation unsubscribe() {
      String sid = word();
      int max = random.nextInt(3);
      return new Operation(
          "UNSUB " + sid + "|" + max,
          anyCase("UNSUB") + words(sid, max == 0 ? "" : "" + max) + lineEnd());
    }

    private Operation publish() {
      String subject = word();
      String reply = chance(word(), "");
      String payload = anyBytes(random.nextInt(40));
      boolean withHeaders = random.nextBoolean();
      String headers = withHeaders ? anyBytes(random.nextInt(20)) : "";
      int total = headers.length() + payload.length();
      String line =
          withHeaders
              ? anyCase("HPUB") + words(subject, reply, "" + headers.length(), "" + total)
              : anyCase("PUB") + words(subject, reply, chance("", "00") + total);
      return new Operation(
          RecordingHandler.publish(subject, reply, headers, payload),
          line + lineEnd() + headers + payload + "\r\n");
    }

    private String chance(String one, String other) {
      return random.nextBoolean() ? one : other;
    }

    private String words(String... words) {
      StringBuilder line = new StringBuilder();
      for (String word : words) {
        if (!word.isEmpty()) {
          line.append(blanks()).append(word);
        }
      }
      return line + chance("", blanks());
    }

    private String blanks() {
      return random.nextInt(4) > 0 ? " " : List.of("\t", "  ", " \t ").get(random.nextInt(3));
    }

    private String lineEnd() {
      return random.nextInt(4) > 0 ? "\r\n" : "\n";
    }

    private String anyCase(String text) {
      StringBuilder mixed = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        mixed.append(random.nextBoolean() ? Character.toLowerCase(c) : c);
      }
      return mixed.toString();
    }

    private String word() {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(1, 10); i > 0; i--) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      return word.toString();
    }

    private String anyBytes(int count) {
      StringBuilder bytes = new StringBuilder();
      for (int i = 0; i < count; i++) {
        bytes.append(
            (char)
                (random.nextInt(4) == 0
                    ? "\r\n \0".charAt(random.nextInt(4))
                    : random.nextInt(256)));
      }
      return bytes.toString();
    }
  }

  private static byte[] encode(List<Operation> stream) {
    StringBuilder wire = new StringBuilder();
    stream.forEach(operation -> wire.append(operation.wire));
    return bytes(wire.toString());
  }

  private static int[] randomCuts(RandomGenerator random, int length) {
    return random.ints(random.nextInt(8), 0, length + 1).sorted().toArray();
  }

  @Test
  void anyStreamInAnySpellingAndAnyPiecesIsItsListOfOperations() {
    var random = Seed.random("valid operation streams");
    var author = new Author(random);

    for (int round = 0; round < STREAMS; round++) {
      List<Operation> stream = author.stream();
      byte[] input = encode(stream);
      int[] cuts = randomCuts(random, input.length);
      List<String> calls =
          stream.stream().map(Operation::call).filter(call -> !call.isEmpty()).toList();

      var run = ParserRun.inPieces(input, WITH_HEADERS, cuts);

      assertThat(run)
          .as("round %d, cut at %s", round, Arrays.toString(cuts))
          .isEqualTo(new ParserRun(calls, "", 0));
    }
  }

  @Test
  void anyBytesEndInCallsOrAViolationHoweverTheyAreCut() {
    var random = Seed.random("mutated operation streams");
    var author = new Author(random);

    for (int round = 0; round < MUTATIONS; round++) {
      byte[] input = mutated(encode(author.stream()), random);
      int[] cuts = randomCuts(random, input.length);

      var exact = ParserRun.whole(input, WITH_HEADERS);

      if (!exact.equals(ParserRun.inPieces(input, WITH_HEADERS, cuts))
          || !exact.equals(ParserRun.guarded(input, WITH_HEADERS, (byte) '\n'))
          || !exact.equals(ParserRun.guarded(input, WITH_HEADERS, (byte) ' '))) {
        assertThat(ParserRun.inPieces(input, WITH_HEADERS, cuts))
            .as("round %d, cut at %s", round, Arrays.toString(cuts))
            .isEqualTo(exact);
        assertThat(ParserRun.guarded(input, WITH_HEADERS, (byte) '\n')).isEqualTo(exact);
        assertThat(ParserRun.guarded(input, WITH_HEADERS, (byte) ' ')).isEqualTo(exact);
      }
    }
  }

  private static byte[] mutated(byte[] input, RandomGenerator random) {
    byte[] bytes = input;
    for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> replaced(bytes, at, (byte) random.nextInt(256));
            case 1 -> replaced(bytes, at, (byte) "\r\n \t\0019-P".charAt(random.nextInt(8)));
            case 2 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(6)), at);
            case 3 -> spliced(bytes, at, at, Math.max(0, at - random.nextInt(12)));
            default -> Arrays.copyOf(bytes, at);
          };
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  /// `bytes` without `[from, to)`, but with `[repeatFrom, from)` once more in that place.
  private static byte[] spliced(byte[] bytes, int from, int to, int repeatFrom) {
    int repeated = from - repeatFrom;
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (to - from) + repeated);
    System.arraycopy(bytes, repeatFrom, changed, from, repeated);
    System.arraycopy(bytes, to, changed, from + repeated, bytes.length - to);
    return changed;
  }
}
