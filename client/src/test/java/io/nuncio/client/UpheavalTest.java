package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten publishers while servers come and go: what a flush said has arrived is there, and what is
/// there is in order and there once.
///
/// An observer subscribes to everything. After each upheaval it is back before the publishers can
/// be, whose connections lead through a proxy; else a server would drop what nobody subscribes to.
@SuppressWarnings("try") // close can be interrupted
class UpheavalTest {
  private static final int PUBLISHERS = 10;
  private static final int BATCH = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder = Path.of("");

  private volatile String token = "first";

  /// One change to the server or the network.
  private interface Upheaval {
    void happen(World world) throws Exception;
  }

  /// A server, the way to it, and all who are connected.
  private final class World implements AutoCloseable {
    private final TestServer server = TestServer.start("-c", writeConfig().toString());
    private final FaultProxy network = FaultProxy.to(server.port());
    private final Map<String, ConcurrentLinkedQueue<Integer>> seen = new ConcurrentHashMap<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final Connection observer;

    World() throws Exception {
      observer = Nats.connect(withPatience(server.options()).build());
      observer.createDispatcher(this::note).subscribe("numbers.*");
      observer.flush(PATIENCE);
      String url = "nats://127.0.0.1:" + network.port();
      for (int i = 0; i < PUBLISHERS; i++) {
        Connection nc = Nats.connect(withPatience(new Options.Builder().server(url)).build());
        publishers.add(new Publisher("numbers." + i, nc));
      }
      publishers.forEach(Thread::start);
    }

    private void note(Message message) {
      if (message.getReplyTo() != null) {
        String reconnects = Long.toString(observer.getStatistics().getReconnects());
        observer.publish(message.getReplyTo(), reconnects.getBytes(UTF_8));
        return;
      }
      seen.computeIfAbsent(message.getSubject(), subject -> new ConcurrentLinkedQueue<>())
          .add(Integer.valueOf(new String(message.getData(), UTF_8)));
    }

    /// Lets all that happens happen while the observer is alone.
    void apart(Upheaval upheaval) throws Exception {
      long before = observer.getStatistics().getReconnects();
      network.refuse();
      upheaval.happen(this);
      network.cut();
      Await.until(
          "the observer is back",
          PATIENCE,
          () ->
              observer.getStatistics().getReconnects() > before
                  && observer.getStatus() == Connection.Status.CONNECTED);
      Duration ignored = observer.RTT(); // its subscription is with the server then
      network.accept();
    }

    /// Waits until every publisher has had some successes since now.
    void awaitProgress() {
      for (Publisher each : publishers) {
        int from = each.successes.get();
        Await.until(each + " goes on", PATIENCE, () -> each.successes.get() >= from + 3);
      }
    }

    void stopAndCheck() throws Exception {
      for (Publisher each : publishers) {
        each.stopping = true;
      }
      for (Publisher each : publishers) {
        each.join();
        each.nc.close();
        each.check(seen.getOrDefault(each.subject, new ConcurrentLinkedQueue<>()));
      }
    }

    @Override
    public void close() throws Exception {
      publishers.forEach(each -> each.stopping = true);
      observer.close();
      network.close();
      server.close();
    }
  }

  /// Publishes numbers, and notes those of which a flush said that they have arrived.
  private static final class Publisher extends Thread {
    private final String subject;
    private final Connection nc;
    private final Set<Integer> arrived = new TreeSet<>();
    private volatile boolean stopping;
    private final AtomicInteger successes = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private long observed = -1;

    Publisher(String subject, Connection nc) {
      super(subject);
      setDaemon(true);
      this.subject = subject;
      this.nc = nc;
    }

    @Override
    public void run() {
      try {
        for (int next = 0; !stopping; next += BATCH) {
          publish(next);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void publish(int first) throws InterruptedException {
      long reconnects = nc.getStatistics().getReconnects();
      for (int i = first; i < first + BATCH; i++) {
        nc.publish(subject, Integer.toString(i).getBytes(UTF_8));
      }
      try {
        nc.flush(PATIENCE);
      } catch (TimeoutException notConfirmed) {
        failures.incrementAndGet();
        return;
      }
      boolean connectedAnew = nc.getStatistics().getReconnects() > reconnects;
      if (observerWasThere() || connectedAnew) {
        for (int i = first; i < first + BATCH; i++) {
          arrived.add(i);
        }
        successes.incrementAndGet();
      }
    }

    /// Whether the observer has been connected since this was asked last: what a server takes in
    /// while it is not goes nowhere, and that is no loss.
    private boolean observerWasThere() throws InterruptedException {
      Message answer = nc.request(subject, null, Duration.ofMillis(200));
      long before = observed;
      observed = answer == null ? -1 : Long.parseLong(new String(answer.getData(), UTF_8));
      return answer != null && observed == before;
    }

    void check(ConcurrentLinkedQueue<Integer> seen) {
      Await.until(
          "what " + subject + " knows to have arrived is there",
          Duration.ofSeconds(10),
          () -> new HashSet<>(seen).containsAll(arrived));
      assertThat(List.copyOf(seen)).isSorted().doesNotHaveDuplicates();
    }

    @Override
    public String toString() {
      return subject + " after " + successes + " flushes, and " + failures + " in vain";
    }
  }

  private Options.Builder withPatience(Options.Builder options) {
    return options
        .tokenSupplier(() -> token.toCharArray())
        .reconnectWait(Duration.ofMillis(20))
        .reconnectJitter(Duration.ofMillis(20))
        .maxReconnects(-1)
        .errorListener(new ErrorListener() {});
  }

  private Path writeConfig() {
    try {
      return Files.writeString(
          folder.resolve("server.conf"),
          """
          lame_duck_duration: "30s"
          lame_duck_grace_period: "1ms"
          authorization { token: %s }
          """
              .formatted(token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkWhile(int rounds, Upheaval upheaval) throws Exception {
    try (World world = new World()) {
      for (int round = 0; round < rounds; round++) {
        world.awaitProgress();
        upheaval.happen(world);
      }
      world.awaitProgress();
      world.stopAndCheck();
    }
  }

  @Test
  void nothingConfirmedIsLostWhileConnectionsAreCut() throws Exception {
    checkWhile(10, world -> world.network.cut());
  }

  @Test
  void nothingConfirmedIsLostWhileTheServerIsRestarted() throws Exception {
    checkWhile(
        5,
        world ->
            world.apart(here -> {
              here.server.stop();
              here.server.startAgain();
            }));
  }

  @Test
  void nothingConfirmedIsLostWhileTheTokenIsRotated() throws Exception {
    checkWhile(
        5,
        world ->
            world.apart(here -> {
              token = "second" + here.observer.getStatistics().getReconnects();
              writeConfig();
              here.server.reload();
            }));
  }

  @Test
  void nothingConfirmedIsLostWhileTheServerIsALameDuck() throws Exception {
    checkWhile(
        1,
        world ->
            world.apart(here -> {
              here.server.lameDuck();
              here.server.startAgain();
            }));
  }
}
