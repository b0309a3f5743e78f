package io.nuncio.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.check.CheckResult.Limits;
import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Message;
import io.nuncio.client.NatsMessage;
import io.nuncio.client.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `nuncio server check connection`.
@Command(
    name = "connection",
    aliases = "conn",
    description = {
      "Checks whether a server lets the client in, answers, and hands a message back in time.",
      "Exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN."
    },
    exitCodeOnInvalidInput = CheckResult.UNKNOWN,
    footer = {
      "  nuncio server check connection",
      "  nuncio server check connection --rtt-warn 20s --rtt-critical 40s --format json"
    })
public final class CheckConnection implements Callable<Integer> {
  private static final int PROBE_BYTES = 100;

  private final Connections connections;
  private final Outside outside;

  @Option(names = "--connect-warn", paramLabel = "SPAN", description = "500ms by default")
  private Duration connectWarning = Duration.ofMillis(500);

  @Option(names = "--connect-critical", paramLabel = "SPAN", description = "1s by default")
  private Duration connectCritical = Duration.ofSeconds(1);

  @Option(names = "--rtt-warn", paramLabel = "SPAN", description = "500ms by default")
  private Duration rttWarning = Duration.ofMillis(500);

  @Option(names = "--rtt-critical", paramLabel = "SPAN", description = "1s by default")
  private Duration rttCritical = Duration.ofSeconds(1);

  @Option(names = "--req-warn", paramLabel = "SPAN", description = "500ms by default")
  private Duration requestWarning = Duration.ofMillis(500);

  @Option(names = "--req-critical", paramLabel = "SPAN", description = "1s by default")
  private Duration requestCritical = Duration.ofSeconds(1);

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; nagios by default")
  private CheckResult.Format format = CheckResult.Format.nagios;

  /// A command that connects by these connections.
  public CheckConnection(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    var result = new CheckResult("Connection");
    connections.options();
    long start = outside.time().nanos();
    try (Session session = connections.open()) {
      Duration taken = since(start);
      String url = String.valueOf(session.nats().getConnectedUrl());
      result.time(
          "connect_time",
          taken,
          new Limits(connectWarning, connectCritical),
          "connected to " + url + " in " + Spans.text(taken),
          "connected to " + url + ", connect time exceeded");
      checkRoundTrip(session, result);
      checkRequest(session, result);
    } catch (CommandFailure failure) {
      result.critical("connection failed: " + CommandFailure.reason(failure));
    }
    outside.terminal().line(result.text(format));
    outside.terminal().flush();
    return result.status();
  }

  private Duration since(long start) {
    return Duration.ofNanos(outside.time().nanos() - start);
  }

  private void checkRoundTrip(Session session, CheckResult result) {
    try {
      Duration taken = session.nats().RTT();
      result.time(
          "rtt",
          taken,
          new Limits(rttWarning, rttCritical),
          "rtt time " + Spans.text(taken),
          "rtt time exceeded");
    } catch (IOException e) {
      result.critical("rtt failed: " + CommandFailure.reason(e));
    }
  }

  /// Sends a message to itself.
  private void checkRequest(Session session, CheckResult result) throws InterruptedException {
    byte[] probe =
        outside
            .random()
            .ints(PROBE_BYTES, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .getBytes(UTF_8);
    String inbox = session.nats().createInbox();
    Subscription subscription = session.nats().subscribe(inbox);
    long start = outside.time().nanos();
    session.publish(NatsMessage.builder().subject(inbox).data(probe).build());
    Message received = subscription.nextMessage(connections.timeout());
    Duration taken = since(start);
    if (received == null) {
      session.checkRefused();
      result.critical("did not receive from " + inbox + " within " + Spans.text(taken));
    } else if (!Arrays.equals(received.getData(), probe)) {
      result.critical("did not receive the message that was sent");
    } else {
      result.time(
          "request_time",
          taken,
          new Limits(requestWarning, requestCritical),
          "round trip took " + Spans.text(taken),
          "round trip request time exceeded");
    }
  }
}
