package io.nuncio.auth;

/// Runs comparisons with bcrypt hashes, which take tens of milliseconds each, on other threads, and
/// checks of signatures, which take a fraction of one. Safe from any thread; never blocks.
@FunctionalInterface
public interface HashWorkers {
  /// Runs `comparison` some time later.
  ///
  /// @param suspect whether it comes behind those that are not
  /// @return false if too many wait: it will not be run
  boolean submit(Runnable comparison, boolean suspect);

  /// Like [#submit], for what takes less than a millisecond: many more of these may wait.
  default boolean submitShort(Runnable comparison, boolean suspect) {
    return submit(comparison, suspect);
  }
}
