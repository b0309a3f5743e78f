package io.nuncio.server.session;

import io.nuncio.wire.PublishFrame;

/// One operation that is refused while its connection goes on: what the client is told, and what
/// the log says, in the words of nats-server 2.15.2.
///
/// @param told the words between the quotes of the `-ERR` line
record Refusal(String told, String logged) {
  private static final String VIOLATION = "Permissions Violation for ";

  static Refusal ofSubject(PublishFrame frame) {
    String subject = SessionLog.quoted(frame.buffer(), frame.subjectFrom(), frame.subjectTo());
    return new Refusal(
        VIOLATION + "Publish to " + subject, "Publish Violation - Subject " + subject);
  }

  static Refusal ofReply(PublishFrame frame) {
    String reply = SessionLog.quoted(frame.buffer(), frame.replyFrom(), frame.replyTo());
    return new Refusal(
        VIOLATION + "Publish with Reply of " + reply, "Publish Violation - Reply " + reply);
  }

  static Refusal ofQueueGroup(byte[] subject, byte[] queueGroup, byte[] sid) {
    String filter = SessionLog.quote(subject);
    String group = SessionLog.quote(queueGroup);
    return new Refusal(
        VIOLATION + "Subscription to " + filter + " using queue " + group,
        "Subscription Violation - Subject " + filter + ", Queue: " + group + withSid(sid));
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
