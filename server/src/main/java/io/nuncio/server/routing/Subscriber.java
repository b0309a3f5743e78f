package io.nuncio.server.routing;

/// Whatever receives messages: a client's subscription today; streams, routes and imports later.
///
/// [#deliver] is called by any loop, several at once; the rest is immutable.
public interface Subscriber {
  /// What [#prefix] gives for a subject whose messages must not reach this subscriber. Known by
  /// identity.
  @SuppressWarnings("MutablePublicArray") // what is in it does not matter
  byte[] KEPT_BACK = {0};

  /// The subjects it wants, as the bytes of a valid filter. Not to be changed.
  byte[] subjectFilter();

  /// The queue group it shares messages with, empty if it wants all of them. Not to be changed.
  byte[] queueGroup();

  /// Its place among all subscribers of its index: those who subscribed earlier are served earlier.
  long order();

  /// The bytes in front of each message on `subject` that do not change from message to message.
  /// The route cache keeps them for [#deliver] until its index changes. [#KEPT_BACK] if messages on
  /// `subject` must not be delivered.
  byte[] prefix(byte[] subject);

  /// Takes `message`.
  ///
  /// @param prefix what [#prefix] gave for the message's subject, or an empty array: then it must
  ///   be made here
  /// @return whether it was taken; false if this subscriber does not want it, so that another
  ///   member of a queue group may have it
  boolean deliver(Publication message, byte[] prefix);
}
