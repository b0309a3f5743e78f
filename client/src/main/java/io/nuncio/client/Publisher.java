package io.nuncio.client;

import io.nuncio.client.transport.OutBuffer;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Checks what is published, and puts it into the buffer. Any thread may publish.
final class Publisher {
  private static final byte[] NOTHING = {};

  private final OutBuffer out;
  private final Interceptors interceptors;
  private final StatisticsCollector statistics;
  private final LongSupplier maxPayload;
  private final boolean checksPayload;

  /// @param maxPayload how many bytes the server takes; 0 for unknown
  Publisher(
      OutBuffer out,
      OptionValues options,
      StatisticsCollector statistics,
      LongSupplier maxPayload) {
    this.out = out;
    this.interceptors = options.interceptors();
    this.statistics = statistics;
    this.maxPayload = maxPayload;
    this.checksPayload = options.clientSideLimitChecks;
  }

  void publish(
      String subject, @Nullable String replyTo, @Nullable Headers headers, byte @Nullable [] body) {
    byte[] bytes = body == null ? NOTHING : body;
    publish(subject, replyTo, headers, bytes, 0, bytes.length);
  }

  void publish(
      String subject,
      @Nullable String replyTo,
      @Nullable Headers headers,
      byte[] body,
      int from,
      int length) {
    Objects.checkFromIndexSize(from, length, body.length);
    Subjects.check(subject);
    if (replyTo != null) {
      Subjects.check(replyTo);
    }
    if (interceptors.none()) {
      send(subject, replyTo, headers, body, from, length);
    } else {
      interceptors.publish(
          subject,
          replyTo,
          headers,
          length,
          sent -> send(subject, replyTo, sent, body, from, length));
    }
  }

  private void send(
      String subject,
      @Nullable String replyTo,
      @Nullable Headers headers,
      byte[] body,
      int from,
      int length) {
    byte[] block = headers == null ? NOTHING : headers.wireBytes();
    long bytes = block.length + (long) length;
    long most = checksPayload ? maxPayload.getAsLong() : 0;
    if (most > 0 && bytes > most) {
      throw new IllegalArgumentException(
          "the server takes messages of at most "
              + most
              + " bytes of headers and payload, this one has "
              + bytes);
    }
    out.publish(subject, replyTo, block, body, from, length);
    statistics.incrementOut(bytes);
  }
}
