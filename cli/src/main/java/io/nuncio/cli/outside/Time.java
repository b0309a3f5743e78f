package io.nuncio.cli.outside;

import java.time.Duration;
import java.time.ZonedDateTime;

/// The clock, and waiting by it.
public interface Time {
  /// The time of day, where the user is.
  ZonedDateTime now();

  /// Nanoseconds since some moment.
  long nanos();

  /// Waits.
  ///
  /// @throws InterruptedException if the user ends the command meanwhile
  void pause(Duration span) throws InterruptedException;
}
