package io.nuncio.cli.message;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.ServerUrl;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.connection.Setting;
import io.nuncio.cli.connection.Settings;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Options;
import io.nuncio.wire.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio rtt`.
@Command(
    name = "rtt",
    description = {
      "Measures how long a message takes to the server and back.",
      "Each address of each server is connected to in turn; with TLS each server by its name only."
          + " Fails if none answers."
    },
    footer = {"  nuncio rtt", "  nuncio rtt 10 --json"})
public final class RttCommand implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      description = "how often; 5 by default")
  private int iterations = 5;

  @Option(
      names = {"-j", "--json"},
      description = "shows a JSON object for each address, in nanoseconds")
  private boolean json;

  /// What came out for one address.
  private record Measured(String address, List<Duration> times, String failure) {
    Duration average() {
      return times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size());
    }

    Duration least() {
      return times.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }

    Duration most() {
      return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
  }

  /// A command that connects by these connections.
  public RttCommand(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (iterations < 1) {
      throw CommandFailure.usage("a number of round trips is at least 1, not " + iterations);
    }
    connections.options();
    Settings settings = connections.settings();
    boolean answered = false;
    for (ServerUrl url : ServerUrl.all(settings.get(Setting.SERVER, Options.DEFAULT_URL))) {
      if (!json) {
        outside.terminal().line(url.shown() + ":\n");
      }
      for (ServerUrl address : addresses(url, settings)) {
        Measured measured = measure(address, settings);
        answered |= !measured.times().isEmpty();
        show(measured);
      }
      if (!json) {
        outside.terminal().line("");
      }
    }
    if (!answered) {
      throw CommandFailure.of("no server answered: start one, or name another with --server");
    }
    return 0;
  }

  /// The URL for each address of its host; with TLS the URL itself, because the certificate is of
  /// the name.
  private static List<ServerUrl> addresses(ServerUrl url, Settings settings) {
    boolean tls =
        url.isTls()
            || settings.get(Setting.TLS_CA) != null
            || settings.get(Setting.TLS_CERT) != null
            || settings.get(Setting.TLS_FIRST) != null;
    if (tls || url.host().startsWith("[")) {
      return List.of(url);
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(url.host()))
          .map(address -> url.at(address.getHostAddress()))
          .toList();
    } catch (UnknownHostException unknown) {
      return List.of(url);
    }
  }

  private Measured measure(ServerUrl url, Settings settings) throws InterruptedException {
    String address = url.shown();
    Settings one = settings.with(Setting.SERVER, url.full());
    try (Session session = connections.open(connections.options(one))) {
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < iterations; i++) {
        times.add(session.nats().RTT());
      }
      return new Measured(address, times, "");
    } catch (CommandFailure | IOException e) {
      return new Measured(address, List.of(), CommandFailure.reason(e));
    }
  }

  private void show(Measured measured) {
    if (json) {
      outside.terminal().line(json(measured));
    } else if (measured.times().isEmpty()) {
      outside.terminal().line("   " + measured.address() + ": failed: " + measured.failure());
    } else {
      outside
          .terminal()
          .line(
              "   %s: %s (%s to %s)"
                  .formatted(
                      measured.address(),
                      Spans.text(measured.average()),
                      Spans.text(measured.least()),
                      Spans.text(measured.most())));
    }
    outside.terminal().flush();
  }

  private static String json(Measured measured) {
    JsonWriter json = new JsonWriter().field("address", measured.address());
    if (measured.times().isEmpty()) {
      return json.field("failure", measured.failure()).toString();
    }
    return json.field("round_trips", measured.times().size())
        .field("average", measured.average().toNanos())
        .field("least", measured.least().toNanos())
        .field("most", measured.most().toNanos())
        .toString();
  }
}
