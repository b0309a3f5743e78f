package io.nuncio.cli.message;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.Message;
import io.nuncio.client.NatsMessage;
import io.nuncio.client.Status;
import io.nuncio.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio req`.
@Command(
    name = "req",
    aliases = "request",
    description = {
      "Sends a request and shows the reply, or several.",
      "Fails if no reply comes within --timeout, and at once if nobody listens."
    },
    footer = {
      "  nuncio req time ''",
      "  nuncio req time.zone Europe/Berlin --raw --timeout 2s",
      "  nuncio req time '' --replies 2 --reply-timeout 100ms"
    })
public final class RequestCommand implements Callable<Integer> {
  private static final Duration SLICE = Duration.ofMillis(50);

  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "whom to ask")
  private String subject = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BODY",
      description = "standard input by default")
  private @Nullable String body;

  @Option(
      names = "--replies",
      paramLabel = "N",
      description = "waits for so many replies; 1 by default, 0 for all that come within --timeout")
  private int replies = 1;

  @Option(
      names = "--reply-timeout",
      paramLabel = "SPAN",
      description = "how long to wait for each reply after the first; 300ms by default")
  private Duration replyTimeout = Duration.ofMillis(300);

  @Option(
      names = {"-r", "--raw"},
      description = "shows payloads and nothing else")
  private boolean raw;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      description = "adds a header; may be repeated")
  private List<String> headers = new ArrayList<>();

  @Option(names = "--force-stdin", description = "reads standard input even if there is a body")
  private boolean forceStdin;

  @Option(names = "--no-templates", description = "sends braces as they are")
  private boolean noTemplates;

  /// A command that connects by these connections.
  public RequestCommand(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireLiteral(subject);
    if (replies < 0) {
      throw CommandFailure.usage("--replies is at least 0, not " + replies);
    }
    var moment = new Template.Moment(1, "", outside);
    NatsMessage.Builder message =
        NatsMessage.builder()
            .subject(subject)
            .headers(
                HeaderFlags.parse(
                    headers, value -> noTemplates ? value : Template.parse(value).text(moment)))
            .data(Bodies.of(forceStdin ? null : body, !noTemplates, outside).apply(moment));
    try (Session session = connections.open()) {
      ask(session, message);
    }
    return 0;
  }

  private void ask(Session session, NatsMessage.Builder message) throws InterruptedException {
    String inbox = session.nats().createInbox();
    Subscription subscription = session.nats().subscribe(inbox);
    long start = outside.time().nanos();
    session.publish(message.replyTo(inbox).build());
    Duration timeout = connections.timeout();
    for (int number = 0; replies == 0 || number < replies; number++) {
      Duration spent = Duration.ofNanos(outside.time().nanos() - start);
      Duration limit = number == 0 ? timeout : replies == 0 ? timeout.minus(spent) : replyTimeout;
      Message reply = next(session, subscription, limit);
      if (reply == null && number == 0) {
        throw CommandFailure.of(
            "no reply from '"
                + subject
                + "' within "
                + Spans.text(timeout)
                + ": somebody listens there, but does not answer; --timeout waits longer");
      }
      if (reply == null) {
        return;
      }
      show(reply, Duration.ofNanos(outside.time().nanos() - start));
    }
  }

  /// Waits for a reply, and looks whether the server refuses the request meanwhile.
  private @Nullable Message next(Session session, Subscription subscription, Duration limit)
      throws InterruptedException {
    for (Duration left = limit; left.isPositive(); left = left.minus(SLICE)) {
      Message reply = poll(session, subscription, left.compareTo(SLICE) < 0 ? left : SLICE);
      if (reply != null) {
        return reply;
      }
      session.checkRefused();
    }
    return null;
  }

  private @Nullable Message poll(Session session, Subscription subscription, Duration slice)
      throws InterruptedException {
    try {
      return subscription.nextMessage(slice);
    } catch (IllegalStateException closed) {
      throw session.lost();
    }
  }

  private void show(Message reply, Duration roundTrip) {
    Status status = reply.getStatus();
    if (status != null && status.isNoResponders()) {
      throw CommandFailure.of(
          "no responders: nobody listens on '"
              + subject
              + "'; 'nuncio reply "
              + subject
              + "' would");
    }
    var printer = new MessagePrinter(outside.terminal(), MessagePrinter.Style.RAW);
    if (raw) {
      printer.print(0, reply);
    } else {
      outside.terminal().say("Received with rtt " + Spans.text(roundTrip));
      printer.printHeaders(reply);
      printer.printBody(reply);
    }
    outside.terminal().flush();
  }
}
