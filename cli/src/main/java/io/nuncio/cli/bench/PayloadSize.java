package io.nuncio.cli.bench;

import io.nuncio.cli.outside.CommandFailure;
import java.util.Arrays;
import picocli.CommandLine.Option;

/// How large the messages of a measurement are.
final class PayloadSize {
  private static final int MOST_BYTES = 64 << 20;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      description = "size of each payload, such as 512, 4K or 1M; 128 by default")
  private String size = "128";

  /// The payload: letters, so that it can be looked at.
  byte[] payload() {
    byte[] payload = new byte[bytes()];
    Arrays.fill(payload, (byte) 'x');
    return payload;
  }

  private int bytes() {
    String digits = size.replaceFirst("(?i)([KM]?)B?$", "");
    String unit = size.substring(digits.length());
    int shift =
        switch (unit.isEmpty() ? 'B' : Character.toUpperCase(unit.charAt(0))) {
          case 'K' -> 10;
          case 'M' -> 20;
          default -> 0;
        };
    try {
      long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << shift);
      if (bytes >= 0 && bytes <= MOST_BYTES) {
        return (int) bytes;
      }
    } catch (ArithmeticException | NumberFormatException none) {
      // said below
    }
    throw CommandFailure.usage(
        "--size is a number of bytes up to 64M, such as 512 or 4K, not '" + size + "'");
  }
}
