package io.nuncio.server.connection;

import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;

/// For a loop that only tells the time and its index.
record UnusedPoller() implements Poller {
  @Override
  public Registration register(Link link, LinkListener listener) {
    throw new UnsupportedOperationException("no link is watched here");
  }

  @Override
  public void poll(long timeoutNanos) {}

  @Override
  public void wakeup() {}

  @Override
  public void close() {}
}
