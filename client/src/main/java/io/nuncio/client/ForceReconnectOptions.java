package io.nuncio.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How [Connection#forceReconnect(ForceReconnectOptions)] breaks the connection.
public final class ForceReconnectOptions {
  /// Breaks it at once.
  public static final ForceReconnectOptions FORCE_CLOSE_INSTANCE = builder().forceClose().build();

  /// What is done without options.
  public static final ForceReconnectOptions DEFAULT_INSTANCE = builder().build();

  private final boolean forceClose;
  private final @Nullable Duration flushWait;

  private ForceReconnectOptions(Builder builder) {
    forceClose = builder.forceClose;
    flushWait = builder.flushWait;
  }

  /// Without a wish.
  public static Builder builder() {
    return new Builder();
  }

  /// Whether what the network has taken may be lost. It makes no difference here: the socket is
  /// closed at once either way.
  public boolean isForceClose() {
    return forceClose;
  }

  /// Whether what was published is handed to the old connection first.
  public boolean isFlush() {
    return flushWait != null;
  }

  /// How long to wait for that, or null.
  public @Nullable Duration getFlushWait() {
    return flushWait;
  }

  /// Collects wishes.
  public static final class Builder {
    private boolean forceClose;
    private @Nullable Duration flushWait;

    /// Without a wish.
    public Builder() {}

    public Builder forceClose() {
      forceClose = true;
      return this;
    }

    /// Waits until the old server has handled what was published, for that long at most.
    public Builder flush(@Nullable Duration wait) {
      flushWait = wait == null || wait.isZero() || wait.isNegative() ? null : wait;
      return this;
    }

    public Builder flush(long millis) {
      return flush(Duration.ofMillis(millis));
    }

    public ForceReconnectOptions build() {
      return new ForceReconnectOptions(this);
    }
  }
}
