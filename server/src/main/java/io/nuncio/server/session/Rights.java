package io.nuncio.server.session;

import io.nuncio.auth.Permissions;
import io.nuncio.auth.ResponseRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Router;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.wire.PublishFrame;
import org.jspecify.annotations.Nullable;

/// What one client may do now.
///
/// Changed and asked by the session's loop, but for what its subscriptions ask from any:
/// [#subscribe] and [#onRequest].
final class Rights {
  private volatile Permissions permissions = Permissions.ALL;
  private volatile @Nullable OpenRequests requests;

  /// The same as in `permissions`, for each message.
  private SubjectRules publish = SubjectRules.ALL;

  /// Lets other permissions hold. Requests that may still be answered stay so under the same rule.
  ///
  /// @return whether anything changes
  boolean follow(Permissions wanted) {
    Permissions before = permissions;
    if (before.equals(wanted)) {
      return false;
    }
    ResponseRule rule = wanted.responses();
    if (rule == null) {
      requests = null;
    } else if (!rule.equals(before.responses())) {
      requests = new OpenRequests(rule);
    }
    permissions = wanted;
    publish = wanted.publish();
    return true;
  }

  /// What the client may be subscribed to.
  SubjectRules subscribe() {
    return permissions.subscribe();
  }

  /// Why the client may not publish `message`, or null if it may.
  @Nullable Refusal refusal(Publication message, Router router, EventLoop loop) {
    PublishFrame frame = message.frame();
    if (ReservedSubjects.isReservedSubject(frame) || !mayPublish(message, router, loop)) {
      return Refusal.ofSubject(frame);
    }
    return ReservedSubjects.isReservedReply(frame) ? Refusal.ofReply(frame) : null;
  }

  /// Whether the client may publish `message`. That may be an answer of which there may be so many
  /// only: this counts.
  private boolean mayPublish(Publication message, Router router, EventLoop loop) {
    if (publish.isAll() || router.permits(message, publish)) {
      return true;
    }
    OpenRequests open = requests;
    PublishFrame frame = message.frame();
    return open != null
        && open.answer(frame.buffer(), frame.subjectFrom(), frame.subjectTo(), loop.nowNanos());
  }

  /// Whether the client may publish to `subject`, and not only as an answer.
  boolean mayPublish(byte[] subject) {
    return !ReservedSubjects.isReservedSubject(subject) && mayPublishFreely(subject);
  }

  private boolean mayPublishFreely(byte[] subject) {
    return publish.isAll() || publish.mayPublish(subject, 0, subject.length);
  }

  /// Whether requests that reach the client must be told to [#onRequest].
  boolean followsRequests() {
    return requests != null;
  }

  /// A message with a reply subject reaches the client. Safe from any thread.
  void onRequest(byte[] buffer, int replyFrom, int replyTo, long nowNanos) {
    OpenRequests open = requests;
    if (open != null && !permissions.publish().mayPublish(buffer, replyFrom, replyTo)) {
      open.add(buffer, replyFrom, replyTo, nowNanos);
    }
  }
}
