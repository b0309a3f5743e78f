package io.nuncio.cli.bench;

/// How long many things took: a histogram with a precision of one in 128.
///
/// Confined to one thread.
final class Latencies {
  private static final int DIGITS = 7;
  private static final int STEPS = 1 << DIGITS;

  /// Below `STEPS` a counter for each nanosecond, then `STEPS` for each power of two.
  private final long[] counts = new long[STEPS * (Long.SIZE - DIGITS)];

  private long count;
  private long least = Long.MAX_VALUE;
  private long most;
  private double sum;

  /// Takes in what took so long.
  void add(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    count++;
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /// Takes in all of another's.
  void add(Latencies others) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    count += others.count;
    sum += others.sum;
    least = Math.min(least, others.least);
    most = Math.max(most, others.most);
  }

  private static int index(long value) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - DIGITS - 1);
    return shift * STEPS + (int) (value >>> shift);
  }

  /// The largest value that is counted at an index.
  private static long upper(int index) {
    int shift = Math.max(0, index / STEPS - 1);
    long step = index - (long) shift * STEPS;
    return ((step + 1) << shift) - 1;
  }

  long count() {
    return count;
  }

  long least() {
    return count == 0 ? 0 : least;
  }

  long most() {
    return most;
  }

  long average() {
    return count == 0 ? 0 : Math.round(sum / count);
  }

  /// What so many percent do not exceed.
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(upper(i), most);
      }
    }
    return most;
  }

  /// How many were not longer than this; exact to the precision.
  long countUpTo(long nanos) {
    long seen = 0;
    for (int i = 0; i <= index(nanos); i++) {
      seen += counts[i];
    }
    return seen;
  }
}
