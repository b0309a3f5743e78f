package io.nuncio.conformance.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Publishes messages of one size to one subject as fast as the server takes them, on a thread of
/// its own, until it is told to stop.
final class Flood implements AutoCloseable {
  private static final int BATCH_BYTES = 64 << 10;

  private final LoadClient client;
  private final ByteBuffer batch;
  private final int messagesPerBatch;
  private final String subject;
  private final int payloadBytes;
  private final Background publishing;
  private volatile boolean stopping;
  private volatile boolean closedByServer;
  private final AtomicLong messages = new AtomicLong();

  private Flood(LoadClient client, String subject, int payloadBytes) {
    this.client = client;
    this.subject = subject;
    this.payloadBytes = payloadBytes;
    byte[] message =
        ("PUB " + subject + " " + payloadBytes + "\r\n" + "x".repeat(payloadBytes) + "\r\n")
            .getBytes(US_ASCII);
    this.messagesPerBatch = Math.max(1, BATCH_BYTES / message.length);
    this.batch = ByteBuffer.allocateDirect(messagesPerBatch * message.length);
    for (int i = 0; i < messagesPerBatch; i++) {
      batch.put(message);
    }
    this.publishing = new Background("flood", this::publish);
  }

  /// Begins.
  static Flood start(LoadClient client, String subject, int payloadBytes) {
    Flood flood = new Flood(client, subject, payloadBytes);
    flood.publishing.start();
    return flood;
  }

  private void publish() {
    try {
      while (!stopping) {
        client.send(batch.clear());
        messages.addAndGet(messagesPerBatch);
      }
      client.ping();
    } catch (IOException | AssertionError e) {
      closedByServer = true;
    }
  }

  /// Stops, and waits until the server has handled everything.
  ///
  /// @return how many messages there were
  /// @throws AssertionError if the server has closed the publisher's connection
  long stop() {
    stopping = true;
    publishing.join();
    if (closedByServer) {
      throw new AssertionError("the server has closed the publisher");
    }
    return messages.get();
  }

  /// How many messages the server's socket has taken up to now, about.
  long messages() {
    return messages.get();
  }

  /// How many bytes a subscriber with sid 1 gets for each message.
  long deliveredBytes() {
    return ("MSG " + subject + " 1 " + payloadBytes + "\r\n").length() + payloadBytes + 2L;
  }

  /// Stops, without waiting for the server.
  @Override
  public void close() {
    stopping = true;
    client.close();
    publishing.join();
  }
}
