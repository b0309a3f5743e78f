package io.nuncio.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Holds back each write until it is opened.
final class GatedSink extends OutputStream {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private boolean fails;

  @Override
  public void write(int b) {
    throw new UnsupportedOperationException("the log is written in batches");
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    entered.countDown();
    try {
      gate.await();
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
    if (fails) {
      fails = false;
      throw new IOException("disk full");
    }
    written.write(bytes, from, length);
  }

  void failOnce() {
    fails = true;
  }

  void open() {
    gate.countDown();
  }

  void awaitEntered() throws InterruptedException {
    entered.await();
  }

  List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
