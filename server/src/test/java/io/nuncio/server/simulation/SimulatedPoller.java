package io.nuncio.server.simulation;

import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Never waits; tells of some of the links that are ready, in any order.
final class SimulatedPoller implements Poller {
  private final RandomGenerator random;
  private final List<Watched> watched = new ArrayList<>();

  SimulatedPoller(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Registration register(Link link, LinkListener listener) {
    Watched added = new Watched((SimulatedLink) link, listener);
    watched.add(added);
    return added;
  }

  @Override
  public void poll(long timeoutNanos) {
    List<Watched> ready = new ArrayList<>();
    for (Watched each : watched) {
      if (random.nextInt(3) > 0) {
        ready.add(each);
      }
    }
    Collections.shuffle(ready, Random.from(random));
    ready.forEach(Watched::tell);
    watched.removeIf(each -> each.cancelled);
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {}

  private static final class Watched implements Registration {
    private final SimulatedLink link;
    private final LinkListener listener;
    private boolean reading = true;
    private boolean writing;
    private boolean cancelled;

    Watched(SimulatedLink link, LinkListener listener) {
      this.link = link;
      this.listener = listener;
    }

    void tell() {
      if (!cancelled && reading && link.toServer.isReadable()) {
        listener.onReadable();
      }
      if (!cancelled && writing && link.toClient.isWritable()) {
        listener.onWritable();
      }
    }

    @Override
    public void readInterest(boolean wanted) {
      reading = wanted;
    }

    @Override
    public void writeInterest(boolean wanted) {
      writing = wanted;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
