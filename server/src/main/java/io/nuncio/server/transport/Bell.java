package io.nuncio.server.transport;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where one thread at a time waits until others have changed something.
///
/// Who waits says so before it looks, and who changes something does that before it looks for who
/// waits: so one of them sees the other. Costs no system call where nobody waits. Safe from any
/// thread.
final class Bell {
  private volatile @Nullable Thread waiting;

  /// Waits until `over` holds, which others change and then [#ring]. An interrupt does not end
  /// that; it is kept.
  void await(BooleanSupplier over) {
    boolean interrupted = false;
    waiting = Thread.currentThread();
    while (!over.getAsBoolean()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets who waits look again.
  void ring() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
