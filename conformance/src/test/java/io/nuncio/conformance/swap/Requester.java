package io.nuncio.conformance.swap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nuncio.testkit.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends requests at a steady pace over one connection, whatever becomes of the server.
///
/// All state is confined to the thread of `pace`, except what [#figures()] reads through it.
final class Requester {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Stopwatch> due = new ArrayDeque<>();
  private final Connection connection;
  private final boolean drains;
  private final ScheduledFuture<?> ticks;
  private int outstanding;
  private boolean moving;
  private boolean stopped;
  private int sent;
  private int failed;
  private String lastAnsweredBy = "";
  private Duration longest = Duration.ZERO;

  /// Connects to the first of `ports` and begins.
  ///
  /// @param drains whether it moves by itself when its server is going, else when it is cut off
  Requester(List<Integer> ports, Duration between, boolean drains)
      throws IOException, InterruptedException {
    this.drains = drains;
    connection =
        Nats.connect(
            Responder.options(ports)
                .connectionListener((ignored, event) -> pace.execute(() -> onEvent(event)))
                .build());
    ticks = pace.scheduleAtFixedRate(this::onDue, 0, between.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// What has been counted up to now.
  Figures figures() {
    return onPace(() -> new Figures(sent, failed, longest, outstanding + due.size()));
  }

  /// The port of the responder that answered last.
  int lastAnsweredBy() {
    return Integer.parseInt(onPace(() -> lastAnsweredBy));
  }

  /// Sends nothing more from now on.
  void stop() {
    onPace(() -> stopped = true);
  }

  /// Ends all connections.
  void disconnect() throws InterruptedException {
    ticks.cancel(false);
    pace.shutdownNow();
    connection.close();
  }

  private void onDue() {
    if (!stopped) {
      due.add(Stopwatch.started());
      sendDue();
    }
  }

  private void sendDue() {
    while (!moving && !due.isEmpty()) {
      var stopwatch = due.remove();
      sent++;
      outstanding++;
      try {
        var ignored =
            connection
                .requestWithTimeout(Responder.SUBJECT, new byte[] {'?'}, LIMIT)
                .whenComplete((answer, problem) -> pace.execute(() -> onAnswer(stopwatch, answer)));
      } catch (IllegalStateException refused) {
        onAnswer(stopwatch, null);
      }
    }
  }

  private void onAnswer(Stopwatch stopwatch, @Nullable Message answer) {
    outstanding--;
    if (answer == null || answer.isStatusMessage()) {
      failed++;
    } else {
      lastAnsweredBy = new String(answer.getData(), US_ASCII);
    }
    var elapsed = stopwatch.elapsed();
    longest = elapsed.compareTo(longest) > 0 ? elapsed : longest;
    moveWhenAnswered();
  }

  private void onEvent(ConnectionListener.Events event) {
    if (drains && event == ConnectionListener.Events.LAME_DUCK && !moving) {
      moving = true;
      moveWhenAnswered();
    }
  }

  /// Off this thread, because it blocks, and the pace must not.
  private void moveWhenAnswered() {
    if (moving && outstanding == 0) {
      Thread.ofVirtual().name("mover").start(this::move);
    }
  }

  private void move() {
    try {
      connection.forceReconnect();
    } catch (IOException e) {
      throw new IllegalStateException("cannot reconnect", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pace.execute(() -> {
      moving = false;
      sendDue();
    });
  }

  private <T> T onPace(java.util.concurrent.Callable<T> question) {
    try {
      return pace.submit(question).get();
    } catch (Exception e) {
      throw new IllegalStateException("the requester has ended", e);
    }
  }

  /// @param requests sent
  /// @param failed without a reply, or with "no responders"
  /// @param longest from when a request was due to its reply
  /// @param open sent and not answered yet, or not sent yet
  record Figures(int requests, int failed, Duration longest, int open) {
    static final Figures NONE = new Figures(0, 0, Duration.ZERO, 0);

    Figures plus(Figures other) {
      return new Figures(
          requests + other.requests,
          failed + other.failed,
          longest.compareTo(other.longest) > 0 ? longest : other.longest,
          open + other.open);
    }
  }
}
