package io.nuncio.server.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.server.transport.MemoryLink;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections within this JVM that have not ended: when the loops have, nobody else would tell
/// their clients. Safe from any thread; a leaf.
final class LocalLinks {
  @GuardedBy("this")
  private final Set<MemoryLink> links = new HashSet<>();

  @GuardedBy("this")
  private @Nullable String refusal;

  /// Opens a connection to `core`, unless none are taken any more.
  ///
  /// @throws IOException with the reason if they are not
  ByteEndpoint open(ServerCore core) throws IOException {
    MemoryLink link = core.newLocalLink(this::remove);
    add(link);
    core.acceptLocal(link);
    return link.clientEnd();
  }

  private synchronized void add(MemoryLink link) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    links.add(link);
  }

  private synchronized void remove(MemoryLink link) {
    links.remove(link);
  }

  /// Takes no more of them.
  ///
  /// @param reason a sentence for who comes later
  synchronized void refuse(String reason) {
    refusal = reason;
  }

  /// Ends all that there are.
  void closeAll() {
    List<MemoryLink> left;
    synchronized (this) {
      left = new ArrayList<>(links);
    }
    left.forEach(MemoryLink::close);
  }
}
