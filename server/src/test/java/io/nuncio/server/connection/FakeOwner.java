package io.nuncio.server.connection;

import java.util.ArrayList;
import java.util.List;

/// Keeps what an outbox asks for.
///
/// @param drainsWanted the calling loop of each request to drain
/// @param failures why the outbox has closed itself
record FakeOwner(List<Integer> drainsWanted, List<ClosedReason> failures) implements OutboxOwner {
  FakeOwner() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  @Override
  public void onDrainWanted(int callingLoop) {
    drainsWanted.add(callingLoop);
  }

  @Override
  public void onOutboxFailed(ClosedReason reason) {
    failures.add(reason);
  }
}
