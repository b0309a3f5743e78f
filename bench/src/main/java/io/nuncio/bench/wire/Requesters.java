package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Latencies;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Connections that each ask, wait for the answer, and ask again; all in one thread.
public final class Requesters implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final ByteBuffer received = ByteBuffer.allocateDirect(4096);
  private final List<Requester> requesters = new ArrayList<>();
  private final Latencies latencies;
  private final int requests;
  private Duration limit = Patience.USUAL;
  private int sent;
  private long lastAnswerAt;

  /// One connection, and the request that it waits for an answer to.
  private static final class Requester {
    private final Connection connection;
    private final ByteBuffer request;
    private final int answerBytes;
    private int receivedBytes;
    private long sentAt;

    Requester(Connection connection, ByteBuffer request, int answerBytes) {
      this.connection = connection;
      this.request = request;
      this.answerBytes = answerBytes;
    }

    void ask(long now) throws IOException {
      sentAt = now;
      connection.write(request.rewind());
    }
  }

  /// Nobody asks yet.
  ///
  /// @param requests how many there will be altogether
  public Requesters(int requests) throws IOException {
    this.requests = requests;
    latencies = new Latencies(requests);
  }

  /// Adds one that asks for `subject`.
  public void add(Endpoint endpoint, String subject, int size) throws IOException {
    limit = endpoint.patience().limit();
    String inbox = "_INBOX.abcdefghijkl" + requesters.size();
    var connection = Connection.open(endpoint, "SUB " + inbox + ".* 1\r\n");
    byte[] request = Frames.request(subject, inbox + ".zz", size);
    var requester =
        new Requester(
            connection,
            ByteBuffer.allocateDirect(request.length).put(request),
            Frames.message(inbox + ".zz", 1, size).length);
    requesters.add(requester);
    connection.channel().configureBlocking(false);
    connection.channel().register(selector, SelectionKey.OP_READ, requester);
  }

  /// Asks until there are all answers.
  ///
  /// @throws IOException if none comes for too long
  public Latencies run() throws IOException {
    for (var requester : requesters) {
      requester.ask(Clock.nanos());
      sent++;
    }
    lastAnswerAt = Clock.nanos();
    while (latencies.count() < requests) {
      selector.select(this::read, limit.toMillis());
      if (Clock.nanos() - lastAnswerAt >= limit.toNanos()) {
        throw Patience.over("no answer came", limit);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("stopped while waiting for answers");
      }
    }
    return latencies;
  }

  private void read(SelectionKey key) {
    var requester = (Requester) key.attachment();
    try {
      int count = ((SocketChannel) key.channel()).read(received.clear());
      if (count < 0) {
        throw new EOFException("the server closed a requester's connection");
      }
      requester.receivedBytes += count;
      if (requester.receivedBytes >= requester.answerBytes) {
        long now = Clock.nanos();
        lastAnswerAt = now;
        latencies.add(now - requester.sentAt);
        requester.receivedBytes = 0;
        if (sent < requests) {
          sent++;
          requester.ask(now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (var requester : requesters) {
      requester.connection.close();
    }
  }
}
