package io.nuncio.cli.bench;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.message.SubjectRules;
import io.nuncio.cli.outside.Outside;
import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import io.nuncio.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio bench sub`.
@Command(
    name = "sub",
    description = {
      "Measures how fast messages come that somebody else publishes.",
      "Every client receives all messages, unless they share them as a queue group."
    },
    footer = "  nuncio bench sub bench.a --msgs 1000 --clients 2")
public final class BenchSubscribe implements Callable<Integer> {
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Connections connections;
  private final Outside outside;
  private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
  private final LongAdder bytes = new LongAdder();

  @Parameters(
      index = "0",
      paramLabel = "SUBJECT",
      description = "what to subscribe to; may have * and >")
  private String subject = "";

  @Option(names = "--queue", paramLabel = "GROUP", description = "shares messages in a queue group")
  private @Nullable String queue;

  @Mixin private final BenchFlags flags = new BenchFlags();

  /// A command that connects by these connections.
  public BenchSubscribe(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireFilter(subject);
    if (queue != null) {
      SubjectRules.requireQueue(queue);
    }
    flags.check();
    List<Load.Worker> workers = new ArrayList<>();
    var received = new LongAdder();
    for (int client = 0; client < flags.clients(); client++) {
      workers.add((session, ready, done) ->
          receive(session, ready, queue == null ? new LongAdder() : received, done));
    }
    outside.terminal().say("Waiting for messages on " + subject);
    new Load(connections, outside, flags).run(workers);
    long nanos = Math.max(1, outside.time().nanos() - first.get());
    int copies = queue == null ? flags.clients() : 1;
    new Outcome(
            "received",
            "from the first message to the last",
            flags.messages() * copies,
            bytes.sum(),
            flags.clients(),
            nanos,
            null)
        .show(outside.terminal(), flags.json());
    return 0;
  }

  private void receive(Session session, Runnable ready, LongAdder received, LongAdder done)
      throws InterruptedException {
    Connection nats = session.nats();
    Subscription subscription =
        queue == null ? nats.subscribe(subject) : nats.subscribe(subject, queue);
    session.flush();
    ready.run();
    while (received.sum() < flags.messages()) {
      Message message = next(session, subscription);
      if (message != null) {
        if (first.get() == Long.MAX_VALUE) {
          first.accumulateAndGet(outside.time().nanos(), Math::min);
        }
        received.increment();
        done.increment();
        bytes.add(message.getData().length);
      }
    }
  }

  private static @Nullable Message next(Session session, Subscription subscription)
      throws InterruptedException {
    try {
      return subscription.nextMessage(SLICE);
    } catch (IllegalStateException closed) {
      throw session.lost();
    }
  }
}
