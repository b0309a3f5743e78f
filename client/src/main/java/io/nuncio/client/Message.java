package io.nuncio.client;

import org.jspecify.annotations.Nullable;

/// A message, received or to be published.
public interface Message {
  String getSubject();

  /// Where an answer goes, or null.
  @Nullable String getReplyTo();

  boolean hasHeaders();

  /// The headers, or null if there are none; those of a received message are read when first asked
  /// for.
  @Nullable Headers getHeaders();

  /// Whether the server itself sent it, to say something about a request.
  boolean isStatusMessage();

  /// What the server says, or null for any other message.
  @Nullable Status getStatus();

  /// The payload; the array itself, not a copy.
  byte[] getData();

  /// What received it, or null.
  @Nullable Subscription getSubscription();

  /// The identifier of the subscription that received it, or null.
  @Nullable String getSID();

  /// What received it, or null.
  @Nullable Connection getConnection();

  /// How many bytes it counts for where messages wait.
  long consumeByteCount();
}
