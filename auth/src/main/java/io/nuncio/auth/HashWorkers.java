package io.nuncio.auth;

/// Runs comparisons with bcrypt hashes, which take tens of milliseconds each, on other threads.
/// Safe from any thread; never blocks.
@FunctionalInterface
public interface HashWorkers {
  /// Runs `comparison` some time later.
  ///
  /// @param suspect whether it comes behind those that are not
  /// @return false if too many wait: it will not be run
  boolean submit(Runnable comparison, boolean suspect);
}
