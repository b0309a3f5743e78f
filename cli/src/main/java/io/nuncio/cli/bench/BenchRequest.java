package io.nuncio.cli.bench;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.message.SubjectRules;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `nuncio bench req`.
@Command(
    name = "req",
    description = {
      "Measures how long replies take, and shows how that is spread.",
      "Each client waits for a reply before it asks again. Somebody has to answer: 'nuncio bench"
          + " reply'."
    },
    footer = "  nuncio bench req bench.service --msgs 500")
public final class BenchRequest implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "whom to ask")
  private String subject = "";

  @Mixin private final PayloadSize size = new PayloadSize();
  @Mixin private final BenchFlags flags = new BenchFlags();

  /// A command that connects by these connections.
  public BenchRequest(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  /// Asks again and again.
  private final class Requester implements Load.Worker {
    private final Latencies latencies = new Latencies();
    private final byte[] payload;
    private final long share;

    Requester(byte[] payload, long share) {
      this.payload = payload;
      this.share = share;
    }

    @Override
    public void work(Session session, Runnable ready, LongAdder done) throws InterruptedException {
      ask(session);
      ready.run();
      for (long i = 0; i < share; i++) {
        long before = outside.time().nanos();
        ask(session);
        latencies.add(outside.time().nanos() - before);
        done.increment();
      }
    }

    private void ask(Session session) throws InterruptedException {
      try {
        Message reply = session.nats().request(subject, payload, null);
        if (reply == null) {
          throw CommandFailure.of(
              "no reply from '" + subject + "': let 'nuncio bench reply " + subject + "' answer");
        }
      } catch (IllegalArgumentException tooLarge) {
        throw CommandFailure.of(CommandFailure.reason(tooLarge));
      } catch (IllegalStateException closed) {
        throw session.lost();
      }
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireLiteral(subject);
    flags.check();
    byte[] payload = size.payload();
    List<Requester> workers = new ArrayList<>();
    for (int client = 0; client < flags.clients(); client++) {
      workers.add(new Requester(payload, flags.share(client)));
    }
    long nanos = new Load(connections, outside, flags).run(workers);
    var all = new Latencies();
    workers.forEach(worker -> all.add(worker.latencies));
    new Outcome(
            "asked",
            "each from sending the request until the reply was there, by one request at a time"
                + " for each client; one before does not count",
            flags.messages(),
            flags.messages() * payload.length,
            flags.clients(),
            nanos,
            all)
        .show(outside.terminal(), flags.json());
    return 0;
  }
}
