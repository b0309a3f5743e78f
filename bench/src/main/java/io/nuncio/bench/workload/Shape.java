package io.nuncio.bench.workload;

/// Who publishes to whom.
///
/// @param publishers how many connections publish
/// @param subscribers how many connections subscribe
/// @param paired whether each publisher has a subscriber of its own, instead of all having all
public record Shape(int publishers, int subscribers, boolean paired) {
  /// One publisher to so many subscribers, each of whom gets everything.
  public static Shape oneTo(int subscribers) {
    return new Shape(1, subscribers, false);
  }

  /// So many pairs.
  public static Shape pairs(int count) {
    return new Shape(count, count, true);
  }

  String subject(int index) {
    return paired ? "bench.s." + index : "bench.s";
  }

  /// How many messages a subscriber gets if every publisher sends so many.
  long perSubscriber(long messages) {
    return paired ? messages : messages * publishers;
  }

  /// What is counted: deliveries, or messages where nobody receives.
  long units(long messages) {
    return subscribers == 0 ? messages * publishers : perSubscriber(messages) * subscribers;
  }
}
