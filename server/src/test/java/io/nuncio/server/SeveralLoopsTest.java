package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loops that write to each other's clients, over real sockets and within the JVM: whatever is
/// sent, in whatever pieces, and whoever leaves in the middle of a frame, those who stay read every
/// byte of every message, in the order of its publisher.
///
/// The seed decides what is sent and how it is torn; how threads take turns it cannot. The
/// simulation (SimulatedBrokerTest) has both from its seed.
class SeveralLoopsTest {
  private static final int PUBLISHERS = 8;
  private static final int SUBSCRIBERS = 8;
  private static final int LEAVERS = 4;
  private static final int MESSAGES = 150;
  private static final int ROUNDS = Boolean.getBoolean("nuncio.nightly") ? 60 : 1;
  private static final int ALL = 1;
  private static final int ONE = 2;
  private static final int END = 3;

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> publishedBySubject = new ConcurrentHashMap<>();
  private final AtomicBoolean published = new AtomicBoolean();

  private final LogSink log =
      new LogSink() {
        @Override
        public void log(Level level, String text) {
          if (isEnabled(level)) {
            faults.add(level + " " + text);
          }
        }

        @Override
        public boolean isEnabled(Level level) {
          return level == Level.ERROR || level == Level.FATAL;
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whoStaysReadsEveryByteWhoeverPublishesAndWhoeverLeaves(int loops) throws Exception {
    RandomGenerator random = Seed.random("real sockets with " + loops + " loops");
    ServerConfig config =
        ServerConfig.builder().listen(ListenAddress.loopback()).loops(loops).build();
    for (int i = 0; i < ROUNDS; i++) {
      publishedBySubject.clear();
      published.set(false);

      exchange(config, random, false);

      assertThat(faults).isEmpty();
    }
  }

  /// Half of the clients of each kind have no socket for the server.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoStaysReadsEveryByteAlsoWithinTheJvm(int loops) throws Exception {
    RandomGenerator random = Seed.random("links in memory with " + loops + " loops");
    ServerConfig config =
        ServerConfig.builder().listen(ListenAddress.loopback()).loops(loops).build();

    exchange(config, random, true);

    assertThat(faults).isEmpty();
  }

  private void exchange(ServerConfig config, RandomGenerator random, boolean local)
      throws Exception {
    DrawnMessages messages = new DrawnMessages(random.nextLong());
    try (NatsServer server = NatsServer.start(config, log);
        LocalBridge bridge = new LocalBridge(server);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = server.port();
      int otherPort = local ? bridge.port() : port;
      List<Future<?>> subscribers = new ArrayList<>();
      for (int i = 0; i < SUBSCRIBERS; i++) {
        TornSocket socket =
            new TornSocket(i % 4 < 2 ? port : otherPort, seeded(random), i % 2 == 0);
        socket.say(
            "SUB all.> %d\r\nSUB one.%d.* %d\r\nSUB end.* %d\r\n".formatted(ALL, i, ONE, END));
        boolean headers = i % 2 == 0;
        int number = i;
        subscribers.add(threads.submit(() -> subscribe(socket, number, headers, messages)));
      }
      List<Future<?>> leavers = new ArrayList<>();
      for (int i = 0; i < LEAVERS; i++) {
        leavers.add(
            threads.submit(leaving(i % 2 == 0 ? port : otherPort, i, seeded(random), messages)));
      }
      List<Future<?>> publishers = new ArrayList<>();
      for (int i = 0; i < PUBLISHERS; i++) {
        publishers.add(
            threads.submit(publishing(i % 2 == 0 ? port : otherPort, i, seeded(random), messages)));
      }

      awaitAll(publishers);
      awaitAll(subscribers);
      published.set(true);
      awaitAll(leavers);
    }
  }

  private static SplittableRandom seeded(RandomGenerator random) {
    return new SplittableRandom(random.nextLong());
  }

  private static void awaitAll(List<Future<?>> threads) throws Exception {
    for (Future<?> each : threads) {
      each.get();
    }
  }

  /// Some messages to everybody, most to one subscriber, in batches of any size.
  private Callable<Boolean> publishing(
      int port, int number, SplittableRandom random, DrawnMessages messages) {
    return () -> {
      Map<String, Integer> next = new HashMap<>();
      try (TornSocket socket = new TornSocket(port, random, true)) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < MESSAGES; i++) {
          String subject =
              random.nextInt(4) == 0
                  ? "all." + number
                  : "one." + random.nextInt(SUBSCRIBERS) + "." + number;
          int index = next.merge(subject, 1, Integer::sum) - 1;
          batch.writeBytes(messages.draw(subject, index).published());
          if (random.nextInt(5) == 0) {
            socket.send(batch.toByteArray());
            batch.reset();
          }
        }
        publishedBySubject.putAll(next);
        socket.send(batch.toByteArray());
        socket.say("PUB end." + number + " 0\r\n\r\n");
      }
      return true;
    };
  }

  /// Reads until every publisher has said that it was its last message.
  private boolean subscribe(TornSocket socket, int number, boolean headers, DrawnMessages messages)
      throws IOException {
    Map<String, Integer> next = new HashMap<>();
    try (socket) {
      for (int ended = 0; ended < PUBLISHERS; ) {
        String line = socket.line();
        String subject = line.split(" ", -1)[1];
        if (subject.startsWith("end.")) {
          socket.expectRest(line, "MSG %s %d 0\r\n\r\n".formatted(subject, END).getBytes(US_ASCII));
          ended++;
        } else {
          int index = next.merge(subject, 1, Integer::sum) - 1;
          int sid = subject.startsWith("all.") ? ALL : ONE;
          socket.expectRest(line, messages.draw(subject, index).delivered(sid, headers));
        }
      }
    }
    Map<String, Integer> wanted = new HashMap<>(publishedBySubject);
    wanted
        .keySet()
        .removeIf(each -> !each.startsWith("all.") && !each.startsWith("one." + number + "."));
    next.keySet().removeIf(subject -> subject.startsWith("all.left."));
    assertThat(next).isEqualTo(wanted);
    return true;
  }

  /// Comes again and again, publishes or subscribes, and leaves in the middle of something.
  private Callable<Boolean> leaving(
      int port, int number, SplittableRandom random, DrawnMessages messages) {
    return () -> {
      for (int round = 0; round < MESSAGES / 5 && !published.get(); round++) {
        TornSocket socket = new TornSocket(port, random, true);
        try {
          if (number % 2 == 0) {
            socket.send("SUB > 1\r\n".getBytes(US_ASCII));
            socket.skip(random.nextInt(200_000));
          } else {
            byte[] all = some("all.left." + number + "." + round, random, messages);
            socket.send(Arrays.copyOf(all, random.nextInt(all.length)));
          }
        } catch (SocketException gone) {
          throw new AssertionError("cut before it left", gone);
        } finally {
          leave(socket, random);
        }
      }
      return true;
    };
  }

  private static byte[] some(String subject, SplittableRandom random, DrawnMessages messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < random.nextInt(1, 10); i++) {
      all.writeBytes(messages.draw(subject, i).published());
    }
    return all.toByteArray();
  }

  private static void leave(TornSocket socket, SplittableRandom random) throws IOException {
    if (random.nextBoolean()) {
      socket.reset();
    } else {
      socket.close();
    }
  }
}
