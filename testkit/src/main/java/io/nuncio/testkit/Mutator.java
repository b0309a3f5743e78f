package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes inputs that nobody thought of from inputs that somebody did: bits flipped, bytes put in
/// and taken out, parts doubled, moved and mixed with other inputs, words of the language put
/// anywhere, and numbers replaced by those at which programs break.
///
/// Confined to one thread.
final class Mutator {
  /// No input is longer: what doubles and doubles again would use up the memory.
  static final int MOST_BYTES = 32 << 10;

  private static final int MOST_CHANGES = 6;
  private static final int MOST_KEPT = 4_096;
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "00",
          "-0",
          "-1",
          "+1",
          "1",
          "2",
          "127",
          "128",
          "255",
          "256",
          "4095",
          "4096",
          "4097",
          "65535",
          "65536",
          "1048576",
          "1048577",
          "16777216",
          "999999999",
          "1000000000",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "18446744073709551615",
          "18446744073709551616",
          "1e9",
          "1e999",
          "0x10",
          "1.5",
          "9".repeat(300));

  private final RandomGenerator random;
  private final List<byte[]> words;
  private final List<byte[]> kept;

  /// @param inputs where to begin, at least one
  /// @param words of the language, perhaps none
  Mutator(RandomGenerator random, List<byte[]> inputs, List<byte[]> words) {
    this.random = random;
    this.words = List.copyOf(words);
    this.kept = new ArrayList<>(inputs);
  }

  /// Goes on from `input` as well, from now on.
  void keep(byte[] input) {
    if (kept.size() < MOST_KEPT) {
      kept.add(input);
    } else {
      kept.set(random.nextInt(MOST_KEPT), input);
    }
  }

  /// The next input.
  byte[] next() {
    byte[] input = any().clone();
    for (int i = random.nextInt(1, MOST_CHANGES + 1); i > 0; i--) {
      input = changed(input);
      if (input.length > MOST_BYTES) {
        input = Arrays.copyOf(input, MOST_BYTES);
      }
    }
    return input;
  }

  private byte[] any() {
    return kept.get(random.nextInt(kept.size()));
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + someLength());
    return switch (random.nextInt(11)) {
      case 0, 1 -> flipped(input);
      case 2 -> spliced(input, at, at, randomBytes());
      case 3 -> spliced(input, at, to, new byte[0]);
      case 4 -> spliced(input, at, at, Arrays.copyOfRange(input, at, to));
      case 5 -> moved(input, at, to);
      case 6 -> spliced(input, at, input.length, tail());
      case 7 -> Arrays.copyOf(input, at);
      case 8 -> spliced(input, at, random.nextBoolean() ? at : to, word());
      case 9 -> withNumber(input);
      default -> spliced(input, at, Math.min(input.length, at + 2), edge());
    };
  }

  /// Mostly a few bytes, now and then many.
  private int someLength() {
    return random.nextInt(8) == 0 ? random.nextInt(4_200) : random.nextInt(1, 12);
  }

  private byte[] flipped(byte[] input) {
    if (input.length > 0) {
      input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return input;
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(1, 5)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// From somewhere in another input to its end.
  private byte[] tail() {
    byte[] other = any();
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  private byte[] word() {
    return words.isEmpty() ? randomBytes() : words.get(random.nextInt(words.size()));
  }

  /// Two bytes of a binary length.
  private byte[] edge() {
    return switch (random.nextInt(4)) {
      case 0 -> new byte[] {0, 0};
      case 1 -> new byte[] {-1, -1};
      case 2 -> new byte[] {127, -1};
      default -> new byte[] {0, 1};
    };
  }

  private byte[] moved(byte[] input, int from, int to) {
    byte[] part = Arrays.copyOfRange(input, from, to);
    byte[] rest = spliced(input, from, to, new byte[0]);
    int at = random.nextInt(rest.length + 1);
    return spliced(rest, at, at, part);
  }

  /// Another number in the place of one, or somewhere if there is none.
  private byte[] withNumber(byte[] input) {
    byte[] number = NUMBERS.get(random.nextInt(NUMBERS.size())).getBytes(ISO_8859_1);
    int from = random.nextInt(input.length + 1);
    while (from < input.length && !isDigit(input[from])) {
      from++;
    }
    int to = from;
    while (to < input.length && isDigit(input[to])) {
      to++;
    }
    return spliced(input, from, to, number);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// `input` with `part` in the place of `[from, to)`.
  static byte[] spliced(byte[] input, int from, int to, byte[] part) {
    byte[] result = Arrays.copyOf(input, from + part.length + input.length - to);
    System.arraycopy(part, 0, result, from, part.length);
    System.arraycopy(input, to, result, from + part.length, input.length - to);
    return result;
  }
}
