package io.nuncio.server.session;

import io.nuncio.auth.AuthorizedUser;
import io.nuncio.wire.PublishFrame;

/// One operation that is refused while its connection goes on: what the client is told, and what
/// the log says, in the words of nats-server 2.15.2.
///
/// @param told the words between the quotes of the `-ERR` line
record Refusal(String told, String logged) {
  private static final String VIOLATION = "Permissions Violation for ";

  static Refusal ofSubject(PublishFrame frame) {
    return ofSubject(SessionLog.quoted(frame.buffer(), frame.subjectFrom(), frame.subjectTo()));
  }

  /// @param subject in quotes
  static Refusal ofSubject(String subject) {
    return new Refusal(
        VIOLATION + "Publish to " + subject, "Publish Violation - Subject " + subject);
  }

  static Refusal ofReply(PublishFrame frame) {
    String reply = SessionLog.quoted(frame.buffer(), frame.replyFrom(), frame.replyTo());
    return new Refusal(
        VIOLATION + "Publish with Reply of " + reply, "Publish Violation - Reply " + reply);
  }

  static Refusal ofSubscription(byte[] subject, byte[] queueGroup, byte[] sid) {
    String filter = SessionLog.quote(subject);
    if (queueGroup.length == 0) {
      return new Refusal(
          VIOLATION + "Subscription to " + filter,
          "Subscription Violation - Subject " + filter + withSid(sid));
    }
    String group = SessionLog.quote(queueGroup);
    return new Refusal(
        VIOLATION + "Subscription to " + filter + " using queue " + group,
        "Subscription Violation - Subject " + filter + ", Queue: " + group + withSid(sid));
  }

  /// Of a subscription that was allowed, and is not any more.
  static Refusal ofRemoved(ClientSubscription subscription, AuthorizedUser user) {
    String what = SessionLog.quote(subscription.subjectFilter());
    if (subscription.queueGroup().length > 0) {
      what += " using queue " + SessionLog.quote(subscription.queueGroup());
    }
    what += " (sid " + SessionLog.quote(subscription.sid()) + ")";
    return new Refusal(
        VIOLATION + "Subscription to " + what,
        "Removed sub " + what + " for " + user.described() + " - not authorized");
  }

  static Refusal ofTokens(byte[] subject, byte[] sid) {
    String filter = SessionLog.quote(subject);
    return new Refusal(
        VIOLATION + "Subscription to " + filter + ", too many tokens",
        "Subscription Violation Too Many Tokens - Subject " + filter + withSid(sid));
  }

  private static String withSid(byte[] sid) {
    return ", SID " + SessionLog.text(sid, 0, sid.length);
  }
}
