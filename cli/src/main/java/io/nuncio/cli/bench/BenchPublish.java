package io.nuncio.cli.bench;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.message.SubjectRules;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `nuncio bench pub`.
@Command(
    name = "pub",
    description = "Measures how fast messages are published.",
    footer = "  nuncio bench pub bench.a --msgs 20000 --json")
public final class BenchPublish implements Callable<Integer> {
  private static final int NOTED = 256;

  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "where to")
  private String subject = "";

  @Mixin private final PayloadSize size = new PayloadSize();
  @Mixin private final BenchFlags flags = new BenchFlags();

  /// A command that connects by these connections.
  public BenchPublish(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireLiteral(subject);
    flags.check();
    byte[] payload = size.payload();
    List<Load.Worker> workers = new ArrayList<>();
    for (int client = 0; client < flags.clients(); client++) {
      long share = flags.share(client);
      workers.add((session, ready, done) -> publish(session, payload, share, ready, done));
    }
    long nanos = new Load(connections, outside, flags).run(workers);
    new Outcome(
            "published",
            "from the first message until the server had answered that it has all of them",
            flags.messages(),
            flags.messages() * payload.length,
            flags.clients(),
            nanos,
            null)
        .show(outside.terminal(), flags.json());
    return 0;
  }

  private void publish(Session session, byte[] payload, long share, Runnable ready, LongAdder done)
      throws InterruptedException {
    ready.run();
    try {
      for (long i = 1; i <= share; i++) {
        session.nats().publish(subject, payload);
        if (i % NOTED == 0) {
          done.add(NOTED);
          if (Thread.interrupted()) {
            throw new InterruptedException("the measurement ends");
          }
        }
      }
    } catch (IllegalArgumentException tooLarge) {
      throw CommandFailure.of(CommandFailure.reason(tooLarge));
    } catch (IllegalStateException closed) {
      throw session.lost();
    }
    session.flush();
  }
}
