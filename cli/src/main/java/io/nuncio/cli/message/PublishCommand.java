package io.nuncio.cli.message;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.client.NatsMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio pub`.
@Command(
    name = "pub",
    aliases = "publish",
    description = {
      "Publishes a message, or several.",
      "Subject, body and values of headers may have places to fill in: {{Count}}, {{Time}},"
          + " {{TimeStamp}}, {{Unix}}, {{UnixNano}}, {{ID}}, {{Random MIN MAX}}. What is read from"
          + " standard input is sent as it is."
    },
    footer = {
      "  nuncio pub greetings hello",
      "  nuncio pub orders.new 'order {{Count}}' --count 3 --header Priority:high",
      "  echo '{\"id\": 7}' | nuncio pub orders.new"
    })
public final class PublishCommand implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "where to")
  private String subject = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BODY",
      description = "standard input by default")
  private @Nullable String body;

  @Option(names = "--count", paramLabel = "N", description = "publishes so many; 1 by default")
  private long count = 1;

  @Option(names = "--sleep", paramLabel = "SPAN", description = "pauses between messages")
  private Duration sleep = Duration.ZERO;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      description = "adds a header; may be repeated")
  private List<String> headers = new ArrayList<>();

  @Option(names = "--reply", paramLabel = "SUBJECT", description = "where replies go")
  private @Nullable String reply;

  @Option(names = "--force-stdin", description = "reads standard input even if there is a body")
  private boolean forceStdin;

  @Option(names = "--no-templates", description = "sends braces as they are", negatable = false)
  private boolean noTemplates;

  @Option(
      names = {"-q", "--quiet"},
      description = "does not say how many were published")
  private boolean quiet;

  /// A command that connects by these connections.
  public PublishCommand(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (count < 1) {
      throw CommandFailure.usage("--count is at least 1, not " + count);
    }
    Template subjects = noTemplates ? Template.plain(subject) : Template.parse(subject);
    SubjectRules.requireLiteral(subjects.text(moment(1)));
    if (reply != null) {
      SubjectRules.requireLiteral(reply);
    }
    HeaderFlags.parse(headers, this::checked);
    Function<Template.Moment, byte[]> bodies =
        Bodies.of(forceStdin ? null : body, !noTemplates, outside);
    try (Session session = connections.open()) {
      long bytes = publish(session, subjects, bodies);
      session.flush();
      if (!quiet) {
        outside.terminal().line(summary(bytes));
      }
    }
    return 0;
  }

  private Template.Moment moment(long number) {
    return new Template.Moment(number, "", outside);
  }

  private String checked(String value) {
    return filled(value, moment(1));
  }

  private String filled(String value, Template.Moment moment) {
    return noTemplates ? value : Template.parse(value).text(moment);
  }

  private long publish(Session session, Template subjects, Function<Template.Moment, byte[]> bodies)
      throws InterruptedException {
    long bytes = 0;
    for (long number = 1; number <= count; number++) {
      Template.Moment moment = moment(number);
      byte[] data = bodies.apply(moment);
      bytes += data.length;
      NatsMessage message =
          NatsMessage.builder()
              .subject(subjects.text(moment))
              .replyTo(reply)
              .headers(HeaderFlags.parse(headers, value -> filled(value, moment)))
              .data(data)
              .build();
      session.publish(message);
      if (number < count && !sleep.isZero()) {
        outside.time().pause(sleep);
      }
    }
    return bytes;
  }

  private String summary(long bytes) {
    return "Published %s %s, %s %s, to \"%s\""
        .formatted(
            Spans.count(count),
            count == 1 ? "message" : "messages",
            Spans.count(bytes),
            bytes == 1 ? "byte" : "bytes",
            subject);
  }
}
