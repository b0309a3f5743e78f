package io.nuncio.server.session;

import io.nuncio.server.account.Account;
import io.nuncio.server.routing.ByteKey;
import io.nuncio.wire.Subjects;
import java.util.HashMap;
import java.util.Map;

/// One client's subscriptions by the sid it chose. Confined to the session's loop.
final class SubscriptionTable {
  private final ClientSession session;
  private final Account account;
  private final Map<ByteKey, ClientSubscription> subscriptionsBySid = new HashMap<>();

  SubscriptionTable(ClientSession session, Account account) {
    this.session = session;
    this.account = account;
  }

  /// Subscribes. A sid that is in use keeps its first subscription, as with nats-server.
  ///
  /// @return false if `subject` is not a filter
  boolean add(byte[] subject, byte[] queueGroup, byte[] sid) {
    ByteKey key = new ByteKey(sid);
    ClientSubscription present = subscriptionsBySid.get(key);
    if (present != null && !present.hasEnded()) {
      return true;
    }
    if (!Subjects.isFilter(subject, 0, subject.length)) {
      return false;
    }
    ClientSubscription subscription =
        new ClientSubscription(session, subject, queueGroup, sid, account.nextOrder());
    subscriptionsBySid.put(key, subscription);
    account.subscribers().add(subscription);
    return true;
  }

  /// Ends a subscription after `max` deliveries; at once if `max` is 0 or less, or reached already.
  void remove(byte[] sid, long max) {
    ByteKey key = new ByteKey(sid);
    ClientSubscription subscription = subscriptionsBySid.get(key);
    if (subscription == null || (max > 0 && subscription.limitTo(max))) {
      return;
    }
    subscriptionsBySid.remove(key);
    end(subscription);
  }

  /// Forgets a subscription that has ended itself.
  void forget(ClientSubscription subscription) {
    subscriptionsBySid.remove(new ByteKey(subscription.sid()), subscription);
  }

  /// Ends all.
  void clear() {
    subscriptionsBySid.values().forEach(this::end);
    subscriptionsBySid.clear();
  }

  private void end(ClientSubscription subscription) {
    subscription.end();
    account.subscribers().remove(subscription);
    if (session.log().tracing()) {
      session
          .log()
          .traceOperation("<->", "DELSUB", subscription.sid(), 0, subscription.sid().length);
    }
  }
}
