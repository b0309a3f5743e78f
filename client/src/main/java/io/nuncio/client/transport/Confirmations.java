package io.nuncio.client.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server has confirmed of what was handed to it: the answer to a `PING` confirms every
/// message before it. What was handed to a connection that broke, and not confirmed, may be lost.
///
/// Confined to who holds the lock of its [OutBuffer].
final class Confirmations {
  /// A `PING` whose answer is awaited.
  ///
  /// @param position how many bytes had been added before it
  /// @param messages how many messages had been added before it
  private record Ping(long position, long messages, Runnable answered, @Nullable Runnable lost) {
    /// In its place, when who asked was told that there is nothing to wait for: the answer comes
    /// nevertheless.
    Ping abandoned() {
      return new Ping(position, messages, Confirmations::nothing, null);
    }
  }

  private final ArrayDeque<Ping> pings = new ArrayDeque<>();
  private long added;
  private long handed;
  private long confirmed;
  private long untold;

  private static void nothing() {}

  /// A message was added to what waits.
  void message() {
    added++;
  }

  /// Everything that was added was handed to the connection.
  void handOver() {
    handed = added;
  }

  /// What was added and not handed over was thrown away.
  void throwAway() {
    added = handed;
  }

  /// How many messages wait to be handed over.
  long waiting() {
    return added - handed;
  }

  /// A `PING` was added.
  ///
  /// @param position how many bytes had been added before it
  /// @param answered run when its answer has come
  /// @param lost tells who asked that no answer will come, or it would confirm nothing; null if
  ///   nobody waits for it
  void ping(long position, Runnable answered, @Nullable Runnable lost) {
    pings.add(new Ping(position, added, answered, lost));
  }

  /// The oldest `PING` was answered.
  ///
  /// @return what is to be run for that, without the lock
  Runnable pong() {
    Ping ping = pings.poll();
    if (ping == null) {
      return Confirmations::nothing;
    }
    confirmed = Math.max(confirmed, ping.messages());
    return ping.answered();
  }

  /// The connection broke.
  ///
  /// @param takenBytes how many bytes had been handed to it and those before it
  /// @return what is to be run for that, without the lock
  List<Runnable> broke(long takenBytes) {
    long lost = handed - confirmed;
    confirmed = handed;
    List<Runnable> calls = new ArrayList<>();
    ArrayDeque<Ping> remaining = new ArrayDeque<>();
    for (Ping each : pings) {
      boolean handedOver = each.position() < takenBytes;
      if (!handedOver) {
        remaining.add(lost > 0 ? each.abandoned() : each);
      }
      if ((handedOver || lost > 0) && each.lost() != null) {
        calls.add(each.lost());
      }
    }
    pings.clear();
    pings.addAll(remaining);
    untold = calls.isEmpty() ? untold + lost : 0;
    return calls;
  }

  /// How many messages may be lost that nobody was told of; asking counts as being told.
  long takeUntold() {
    long count = untold;
    untold = 0;
    return count;
  }

  /// No answer will come any more.
  ///
  /// @return what is to be run for that, without the lock
  List<Runnable> end() {
    List<Runnable> calls = new ArrayList<>();
    for (Ping each : pings) {
      if (each.lost() != null) {
        calls.add(each.lost());
      }
    }
    pings.clear();
    return calls;
  }
}
