package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// A message to be published.
public final class NatsMessage implements Message {
  private static final byte[] NOTHING = {};

  private final String subject;
  private final @Nullable String replyTo;
  private final @Nullable Headers headers;
  private final byte[] data;

  private NatsMessage(Builder builder, String subject) {
    this.subject = subject;
    this.replyTo = builder.replyTo;
    this.headers = builder.headers;
    this.data = builder.data;
  }

  /// A message; keeps the array and the headers themselves.
  ///
  /// @throws IllegalStateException without a subject
  public NatsMessage(String subject, @Nullable String replyTo, byte @Nullable [] data) {
    this(subject, replyTo, null, data);
  }

  /// A message with headers.
  public NatsMessage(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] data) {
    this(builder().replyTo(replyTo).headers(headers).data(data), Builder.checked(subject));
  }

  /// What another message has.
  public NatsMessage(Message message) {
    this(message.getSubject(), message.getReplyTo(), message.getHeaders(), message.getData());
  }

  /// A message without anything.
  public static Builder builder() {
    return new Builder();
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
    return headers != null && !headers.isEmpty();
  }

  @Override
  public @Nullable Headers getHeaders() {
    return headers;
  }

  @Override
  public boolean isStatusMessage() {
    return false;
  }

  @Override
  public @Nullable Status getStatus() {
    return null;
  }

  @Override
  public byte[] getData() {
    return data;
  }

  @Override
  public @Nullable Subscription getSubscription() {
    return null;
  }

  @Override
  public @Nullable String getSID() {
    return null;
  }

  @Override
  public @Nullable Connection getConnection() {
    return null;
  }

  @Override
  public long consumeByteCount() {
    return subject.length() + (replyTo == null ? 0 : replyTo.length()) + (long) data.length;
  }

  /// Names the subject and the length of the payload.
  @Override
  public String toString() {
    return "NatsMessage[" + subject + ", " + data.length + " bytes]";
  }

  /// Collects what a message has; only the subject is needed.
  public static final class Builder {
    private @Nullable String subject;
    private @Nullable String replyTo;
    private @Nullable Headers headers;
    private byte[] data = NOTHING;

    /// A message without anything.
    public Builder() {}

    public Builder subject(String value) {
      subject = value;
      return this;
    }

    public Builder replyTo(@Nullable String value) {
      replyTo = value;
      return this;
    }

    /// Keeps the headers themselves, not a copy.
    public Builder headers(@Nullable Headers value) {
      headers = value;
      return this;
    }

    /// The payload as UTF-8.
    public Builder data(String value) {
      return data(value, UTF_8);
    }

    public Builder data(String value, Charset charset) {
      return data(value.getBytes(charset));
    }

    /// Keeps the array itself, not a copy.
    public Builder data(byte @Nullable [] value) {
      data = value == null ? NOTHING : value;
      return this;
    }

    /// The message.
    ///
    /// @throws IllegalStateException without a subject
    public NatsMessage build() {
      return new NatsMessage(this, checked(subject));
    }

    private static String checked(@Nullable String subject) {
      if (subject == null || subject.isEmpty()) {
        throw new IllegalStateException("a message has a subject");
      }
      return subject;
    }
  }
}
