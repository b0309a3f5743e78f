package io.nuncio.monitoring;

/// Which part of a list is wanted. Both numbers come from strangers: any `long` is fine.
///
/// @param offset how many come before; 0 or more
/// @param limit how many at most; 1 or more
record Page(long offset, long limit) {
  private static final int USUAL_LIMIT = 1024;

  /// What a request asks for; a number out of its range means the usual one.
  static Page of(Query query) {
    long offset = query.number("offset");
    long limit = query.number("limit");
    return new Page(Math.max(0, offset), limit <= 0 ? USUAL_LIMIT : limit);
  }

  /// The same place, one entry only.
  Page single() {
    return new Page(offset, 1);
  }

  /// Where the part begins in a list of `size`.
  int from(int size) {
    return (int) Math.min(offset, size);
  }

  /// Where the part ends, exclusively.
  int to(int size) {
    int from = from(size);
    return from + (int) Math.min(limit, size - from);
  }
}
