package io.nuncio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.client.Connection;
import io.nuncio.client.Headers;
import io.nuncio.embedded.EmbeddedNats;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A server with life on it, so that each example finds what it needs: somebody publishes to
/// subscribers, asks responders, and answers requests.
final class Town {
  private static final List<String> PUBLISHED = List.of("orders.new", "greetings");
  private static final List<String> ASKED = List.of("time.now", "echo", "bench.echo");
  private static final int BENCHED = 200;

  private final EmbeddedNats server = Servers.open();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Connection people;
  private final Future<?> life;

  Town() throws Exception {
    people = server.connect();
    people
        .createDispatcher(message -> {
          if (message.getReplyTo() != null) {
            people.publish(message.getReplyTo(), "noon".getBytes(UTF_8));
          }
        })
        .subscribe("time")
        .subscribe("time.zone")
        .subscribe("bench.service");
    life = clock.scheduleWithFixedDelay(this::live, 0, 5, TimeUnit.MILLISECONDS);
  }

  private void live() {
    byte[] body = "{\"id\": 7}".getBytes(UTF_8);
    for (String subject : PUBLISHED) {
      people.publish(subject, new Headers().add("Priority", "high"), body);
    }
    for (String subject : ASKED) {
      people.publish(subject, "answers", body);
    }
    for (int i = 0; i < BENCHED; i++) {
      people.publish("bench.a", body);
    }
  }

  String url() {
    return server.uri().toString();
  }

  void close() throws InterruptedException {
    life.cancel(true);
    clock.shutdownNow();
    people.close();
    server.close();
  }
}
