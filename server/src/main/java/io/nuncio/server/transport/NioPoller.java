package io.nuncio.server.transport;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A [Poller] over a `java.nio` selector.
public final class NioPoller implements Poller {
  private final Selector selector;
  private final Consumer<Throwable> onFault;
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  /// @param onFault told of an exception that a listener let escape; the others are still served
  public NioPoller(Consumer<Throwable> onFault) throws IOException {
    this.selector = Selector.open();
    this.onFault = onFault;
  }

  @Override
  public Registration register(Link link, LinkListener listener) throws IOException {
    SelectionKey key =
        ((NioLink) link).channel().register(selector, SelectionKey.OP_READ, listener);
    return new KeyRegistration(key);
  }

  /// Calls `onAcceptable`, with the key of `listener`, whenever it has a connection waiting.
  void registerListener(ServerSocketChannel listener, Consumer<SelectionKey> onAcceptable)
      throws IOException {
    SelectionKey key = listener.register(selector, SelectionKey.OP_ACCEPT);
    key.attach(new Acceptable(key, onAcceptable));
  }

  @Override
  public void poll(long timeoutNanos) throws IOException {
    if (timeoutNanos == Long.MAX_VALUE) {
      selector.select(dispatch);
    } else if (timeoutNanos <= 0) {
      selector.selectNow(dispatch);
    } else {
      // Rounded up: waking before a timer is due would only mean waking twice.
      selector.select(dispatch, TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + 1);
    }
  }

  private void dispatch(SelectionKey key) {
    try {
      int ready = key.readyOps();
      LinkListener listener = (LinkListener) key.attachment();
      if ((ready & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
        listener.onReadable();
      }
      if ((ready & SelectionKey.OP_WRITE) != 0 && key.isValid()) {
        listener.onWritable();
      }
    } catch (CancelledKeyException e) {
      // Closed by another of this iteration's events; its listener has been told already.
    } catch (RuntimeException | AssertionError e) {
      onFault.accept(e);
    }
  }

  @Override
  public void wakeup() {
    if (selector.isOpen()) {
      selector.wakeup();
    }
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      onFault.accept(e);
    }
  }

  private record Acceptable(SelectionKey key, Consumer<SelectionKey> action)
      implements LinkListener {
    @Override
    public void onReadable() {
      action.accept(key);
    }

    @Override
    public void onWritable() {}
  }

  private record KeyRegistration(SelectionKey key) implements Registration {
    @Override
    public void readInterest(boolean wanted) {
      set(SelectionKey.OP_READ, wanted);
    }

    @Override
    public void writeInterest(boolean wanted) {
      set(SelectionKey.OP_WRITE, wanted);
    }

    private void set(int operation, boolean wanted) {
      if (!key.isValid()) {
        return;
      }
      if (wanted) {
        key.interestOpsOr(operation);
      } else {
        key.interestOpsAnd(~operation);
      }
    }

    @Override
    public void cancel() {
      key.cancel();
    }
  }
}
