package io.nuncio.client.delivery;

import io.nuncio.client.delivery.Mailbox.Offer;

/// Runs tasks one after another in the order in which they were given, elsewhere. At most
/// [#MOST_WAITING] wait; more are dropped.
public final class SerialTasks {
  static final int MOST_WAITING = 4_096;

  /// A task, of which each counts the same.
  private record Task(Runnable work) implements Weighed {
    @Override
    public long weightBytes() {
      return 1;
    }
  }

  private final Mailbox<Task> waiting = new Mailbox<>(MOST_WAITING, 0, false);
  private final Callbacks callbacks;

  /// @param callbacks where they run
  public SerialTasks(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /// Adds a task, which must not throw.
  public void add(Runnable work) {
    Offer offer = waiting.offer(new Task(work));
    if (offer == Offer.UNATTENDED && !callbacks.execute(this::runAll)) {
      waiting.unattended();
    }
  }

  private void runAll() {
    try {
      for (Task task = waiting.take(false); task != null; task = waiting.take(false)) {
        task.work().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
