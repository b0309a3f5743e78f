package io.nuncio.cli.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.client.Headers;
import io.nuncio.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio reply`.
@Command(
    name = "reply",
    description = {
      "Answers requests, until Ctrl-C.",
      "The body may have places to fill in, as that of pub, and {{Request}} for what was asked."
          + " Without a body requests come back as they are."
    },
    footer = {
      "  nuncio reply time.now '{{TimeStamp}}' --count 1",
      "  nuncio reply echo --echo --queue echoes --count 1"
    })
public final class ReplyCommand implements Callable<Integer> {
  private static final String DEFAULT_QUEUE = "NATS-RPLY-22";
  private static final int INTERRUPTED = 130;

  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "what to answer; may have * and >")
  private String subject = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "BODY", description = "the answer")
  private @Nullable String body;

  @Option(names = "--echo", description = "sends back what came, headers too")
  private boolean echo;

  @Option(
      names = {"-q", "--queue"},
      paramLabel = "GROUP",
      description = "shares requests with others of this group; NATS-RPLY-22 by default")
  private String queue = DEFAULT_QUEUE;

  @Option(names = "--count", paramLabel = "N", description = "ends after so many requests")
  private long count;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      description = "adds a header; may be repeated")
  private List<String> headers = new ArrayList<>();

  @Option(names = "--no-templates", description = "sends braces as they are")
  private boolean noTemplates;

  private long answered;

  /// A command that connects by these connections.
  public ReplyCommand(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    SubjectRules.requireFilter(subject);
    SubjectRules.requireQueue(queue);
    if (echo && body != null) {
      throw CommandFailure.usage("--echo sends back what came, so leave out the body, or --echo");
    }
    Template template = noTemplates ? Template.plain(given()) : Template.parse(given());
    filledHeaders(new Template.Moment(1, "", outside));
    Terminal terminal = outside.terminal();
    try (Session session = connections.openForLong();
        Inflow inflow = new Inflow(session, List.of(subject), queue)) {
      session.flush();
      terminal.say("Listening on " + subject + " in group " + queue);
      while (count == 0 || answered < count) {
        Message request = inflow.next(null);
        if (request != null) {
          answer(session, request, template);
        }
      }
      session.flush();
      return 0;
    } catch (InterruptedException ended) {
      return INTERRUPTED;
    } finally {
      terminal.say(
          "Answered " + Spans.count(answered) + (answered == 1 ? " request" : " requests"));
    }
  }

  private String given() {
    return body == null ? "" : body;
  }

  private @Nullable Headers filledHeaders(Template.Moment moment) {
    return HeaderFlags.parse(
        headers, value -> noTemplates ? value : Template.parse(value).text(moment));
  }

  private void answer(Session session, Message request, Template template) {
    new MessagePrinter(outside.terminal(), MessagePrinter.Style.FULL).print(answered + 1, request);
    outside.terminal().flush();
    String reply = request.getReplyTo();
    if (reply == null) {
      outside.terminal().say("nuncio: that was no request: it does not say where replies go");
      return;
    }
    answered++;
    var moment = new Template.Moment(answered, new String(request.getData(), UTF_8), outside);
    Headers added = filledHeaders(moment);
    try {
      if (body == null) {
        session.nats().publish(reply, merged(request.getHeaders(), added), request.getData());
      } else {
        session.nats().publish(reply, added, template.text(moment).getBytes(UTF_8));
      }
    } catch (IllegalArgumentException e) {
      outside.terminal().say("nuncio: cannot answer: " + CommandFailure.reason(e));
    }
  }

  private static @Nullable Headers merged(@Nullable Headers received, @Nullable Headers added) {
    if (received == null || added == null) {
      return received == null ? added : received;
    }
    Headers both = new Headers(received);
    added.forEach((name, values) -> both.add(name, values));
    return both;
  }
}
