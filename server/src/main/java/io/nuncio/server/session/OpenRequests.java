package io.nuncio.server.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.auth.ResponseRule;
import io.nuncio.server.routing.ByteKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;

/// The requests that reached a client and that it may still answer, though it may not publish to
/// their reply subjects otherwise.
///
/// A leaf class that locks: any loop delivers, the session's answers. Memory is bounded: of more
/// than [#MOST] requests the oldest can no longer be answered, whatever the rule says.
final class OpenRequests {
  /// Some 150 bytes each.
  static final int MOST = 16_384;

  private final ResponseRule rule;
  private final long patienceNanos;

  /// By reply subject, the oldest first.
  @GuardedBy("this")
  private final LinkedHashMap<ByteKey, Request> requests = new LinkedHashMap<>();

  private static final class Request {
    private final long nanos;
    private int answers;

    private Request(long nanos) {
      this.nanos = nanos;
    }
  }

  OpenRequests(ResponseRule rule) {
    this.rule = rule;
    this.patienceNanos = rule.isTimed() ? rule.expires().toNanos() : Long.MAX_VALUE;
  }

  /// A request came that wants its answer on `buffer[from, to)`. The same once more can be answered
  /// anew.
  synchronized void add(byte[] buffer, int from, int to, long nowNanos) {
    ByteKey reply = new ByteKey(Arrays.copyOfRange(buffer, from, to));
    requests.remove(reply);
    forgetOld(nowNanos);
    requests.put(reply, new Request(nowNanos));
  }

  /// Looks at the oldest only, which costs nothing; those that come are at the other end.
  @GuardedBy("this")
  private void forgetOld(long nowNanos) {
    Iterator<Request> oldest = requests.values().iterator();
    while (oldest.hasNext()) {
      boolean late = isLate(oldest.next(), nowNanos);
      if (!late && requests.size() < MOST) {
        return;
      }
      oldest.remove();
    }
  }

  private boolean isLate(Request request, long nowNanos) {
    return nowNanos - request.nanos > patienceNanos;
  }

  /// Whether an answer on `buffer[from, to)` is one to a request that came. It counts.
  synchronized boolean answer(byte[] buffer, int from, int to, long nowNanos) {
    ByteKey reply = new ByteKey(Arrays.copyOfRange(buffer, from, to));
    Request request = requests.get(reply);
    if (request == null) {
      return false;
    }
    if (isLate(request, nowNanos)) {
      requests.remove(reply);
      return false;
    }
    request.answers++;
    if (rule.isCounted() && request.answers >= rule.maxMessages()) {
      requests.remove(reply);
    }
    return true;
  }

  synchronized int size() {
    return requests.size();
  }
}
