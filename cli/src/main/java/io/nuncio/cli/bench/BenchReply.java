package io.nuncio.cli.bench;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.message.SubjectRules;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Connection;
import io.nuncio.client.Message;
import io.nuncio.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `nuncio bench reply`.
@Command(
    name = "reply",
    description = "Answers so many requests of 'bench req', and measures nothing.",
    footer = "  nuncio bench reply bench.echo --msgs 100")
public final class BenchReply implements Callable<Integer> {
  private static final String QUEUE = "nuncio-bench";
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "what to answer; may have * and >")
  private String subject = "";

  @Mixin private final PayloadSize size = new PayloadSize();
  @Mixin private final BenchFlags flags = new BenchFlags();

  /// A command that connects by these connections.
  public BenchReply(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireFilter(subject);
    flags.check();
    byte[] payload = size.payload();
    List<Load.Worker> workers = new ArrayList<>();
    for (int client = 0; client < flags.clients(); client++) {
      workers.add((session, ready, done) -> answer(session, payload, ready, done));
    }
    outside.terminal().say("Answering requests on " + subject);
    new Load(connections, outside, flags).run(workers);
    outside.terminal().say("Answered " + Spans.count(flags.messages()) + " requests");
    return 0;
  }

  private void answer(Session session, byte[] payload, Runnable ready, LongAdder done)
      throws InterruptedException {
    Connection nats = session.nats();
    Subscription subscription = nats.subscribe(subject, QUEUE);
    session.flush();
    ready.run();
    try {
      while (done.sum() < flags.messages()) {
        Message request = subscription.nextMessage(SLICE);
        String reply = request == null ? null : request.getReplyTo();
        if (reply != null) {
          nats.publish(reply, payload);
          done.increment();
        }
      }
    } catch (IllegalStateException closed) {
      throw session.lost();
    }
    session.flush();
  }
}
