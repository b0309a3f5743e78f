package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.config.Limits;
import io.nuncio.server.account.Account;
import io.nuncio.server.routing.ByteKey;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.wire.Subjects;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One client's subscriptions by the sid it chose. Confined to the session's loop.
final class SubscriptionTable {
  /// Servers use it among themselves.
  private static final byte[] SYSTEM_GROUP = "_sys_".getBytes(US_ASCII);

  private final ClientSession session;
  private final Account account;
  private final Limits limits;
  private final Map<ByteKey, ClientSubscription> subscriptionsBySid = new HashMap<>();

  SubscriptionTable(ClientSession session, Account account) {
    this.session = session;
    this.account = account;
    this.limits = session.context().limits();
  }

  /// What became of a `SUB`.
  enum Outcome {
    SUBSCRIBED,
    /// The client may not, or the queue group is the servers' own.
    NOT_PERMITTED,
    TOO_MANY_TOKENS,
    TOO_MANY_SUBSCRIPTIONS,
    /// The subject is not a filter.
    INVALID_SUBJECT
  }

  /// Subscribes. A sid that is in use keeps its first subscription, as with nats-server.
  Outcome add(byte[] subject, byte[] queueGroup, byte[] sid) {
    if (Arrays.equals(queueGroup, SYSTEM_GROUP) || !mayHave(subject, queueGroup)) {
      return Outcome.NOT_PERMITTED;
    }
    if (limits.maxSubTokens() > 0 && tokens(subject) > limits.maxSubTokens()) {
      return Outcome.TOO_MANY_TOKENS;
    }
    if (limits.maxSubscriptions() > 0 && subscriptionsBySid.size() >= limits.maxSubscriptions()) {
      return Outcome.TOO_MANY_SUBSCRIPTIONS;
    }
    ByteKey key = new ByteKey(sid);
    ClientSubscription present = subscriptionsBySid.get(key);
    if (present != null && !present.hasEnded()) {
      return Outcome.SUBSCRIBED;
    }
    if (!Subjects.isFilter(subject, 0, subject.length)) {
      return Outcome.INVALID_SUBJECT;
    }
    ClientSubscription subscription =
        new ClientSubscription(session, subject, queueGroup, sid, account.nextOrder());
    subscriptionsBySid.put(key, subscription);
    account.subscribers().add(subscription);
    return Outcome.SUBSCRIBED;
  }

  private boolean mayHave(byte[] subject, byte[] queueGroup) {
    return session.rights().subscribe().maySubscribe(subject, queueGroup);
  }

  private static int tokens(byte[] subject) {
    int tokens = 1;
    for (byte b : subject) {
      tokens += b == '.' ? 1 : 0;
    }
    return tokens;
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

  int size() {
    return subscriptionsBySid.size();
  }

  /// What monitoring shows of them.
  List<SubscriptionSnapshot> snapshots() {
    return subscriptionsBySid.values().stream().map(ClientSubscription::snapshot).toList();
  }

  /// Lets each look again at what the session's settings want of it.
  void follow() {
    subscriptionsBySid.values().forEach(ClientSubscription::follow);
  }

  /// Ends those that the client may not have any more, and lets the others look again at what they
  /// may deliver.
  ///
  /// @return those that were ended
  List<ClientSubscription> followRights() {
    List<ClientSubscription> lost =
        subscriptionsBySid.values().stream()
            .filter(each -> !mayHave(each.subjectFilter(), each.queueGroup()))
            .toList();
    for (ClientSubscription subscription : lost) {
      subscriptionsBySid.remove(new ByteKey(subscription.sid()));
      end(subscription);
    }
    follow();
    account.subscribers().touch();
    return lost;
  }

  /// Ends all, and traces that unless the server ends, too.
  void clear(boolean traced) {
    subscriptionsBySid.values().forEach(traced ? this::end : this::remove);
    subscriptionsBySid.clear();
  }

  private void remove(ClientSubscription subscription) {
    subscription.end();
    account.subscribers().remove(subscription);
  }

  private void end(ClientSubscription subscription) {
    remove(subscription);
    if (session.log().tracing()) {
      session
          .log()
          .traceOperation("<->", "DELSUB", subscription.sid(), 0, subscription.sid().length);
    }
  }
}
