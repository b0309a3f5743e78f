package io.nuncio.cli.outside;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The machine's clock.
public final class SystemTime implements Time {
  private final CountDownLatch never = new CountDownLatch(1);

  /// All of them tell the same time.
  public SystemTime() {}

  @Override
  public ZonedDateTime now() {
    return ZonedDateTime.now(ZoneId.systemDefault());
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration span) throws InterruptedException {
    if (never.await(span.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("what nobody counts down was counted down");
    }
  }
}
