package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.delivery.Weighed;
import io.nuncio.wire.DeliveryFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A message from the server. Immutable, but for headers that are read when first asked for.
final class ReceivedMessage implements Message, Weighed {
  private final Connection connection;
  private final @Nullable ClientSubscription subscription;
  private final String subject;
  private final @Nullable String replyTo;
  private final byte @Nullable [] headerBytes;
  private final byte[] data;
  private volatile @Nullable HeaderBlock headers;

  /// Keeps the arrays.
  private ReceivedMessage(
      Connection connection,
      @Nullable ClientSubscription subscription,
      String subject,
      @Nullable String replyTo,
      byte @Nullable [] headerBytes,
      byte[] data) {
    this.connection = connection;
    this.subscription = subscription;
    this.subject = subject;
    this.replyTo = replyTo;
    this.headerBytes = headerBytes;
    this.data = data;
  }

  /// Copies what `frame` holds.
  ///
  /// @param subscription what it is for; null for the reply to a request
  static ReceivedMessage copy(
      Connection connection,
      @Nullable ClientSubscription subscription,
      String subject,
      DeliveryFrame frame) {
    byte[] buffer = frame.buffer();
    String reply =
        frame.hasReply()
            ? new String(buffer, frame.replyFrom(), frame.replyTo() - frame.replyFrom(), UTF_8)
            : null;
    int from = frame.contentFrom();
    int to = from + frame.totalBytes();
    byte[] headers = null;
    if (frame.headerBytes() > 0) {
      headers = Arrays.copyOfRange(buffer, from, from + frame.headerBytes());
      from += frame.headerBytes();
    }
    return new ReceivedMessage(
        connection, subscription, subject, reply, headers, Arrays.copyOfRange(buffer, from, to));
  }

  @Nullable ClientSubscription receivedBy() {
    return subscription;
  }

  private @Nullable HeaderBlock block() {
    HeaderBlock block = headers;
    if (block == null && headerBytes != null) {
      block = HeaderBlock.parse(headerBytes);
      headers = block;
    }
    return block;
  }

  @Override
  public String getSubject() {
    return subject;
  }

  @Override
  public @Nullable String getReplyTo() {
    return replyTo;
  }

  @Override
  public boolean hasHeaders() {
    HeaderBlock block = block();
    return block != null && !block.headers().isEmpty();
  }

  @Override
  public @Nullable Headers getHeaders() {
    HeaderBlock block = block();
    return block == null ? null : block.headers();
  }

  @Override
  public boolean isStatusMessage() {
    return getStatus() != null;
  }

  @Override
  public @Nullable Status getStatus() {
    HeaderBlock block = block();
    return block == null ? null : block.status();
  }

  @Override
  public byte[] getData() {
    return data;
  }

  @Override
  public @Nullable Subscription getSubscription() {
    return subscription;
  }

  @Override
  public @Nullable String getSID() {
    return subscription == null ? null : Long.toString(subscription.sid());
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public long consumeByteCount() {
    return subject.length()
        + (replyTo == null ? 0 : replyTo.length())
        + (headerBytes == null ? 0 : headerBytes.length)
        + (long) data.length;
  }

  @Override
  public long weightBytes() {
    return consumeByteCount();
  }

  /// Names the subject and the length of the payload.
  @Override
  public String toString() {
    return "Message[" + subject + ", " + data.length + " bytes]";
  }
}
