package io.nuncio.cli.message;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio sub`.
@Command(
    name = "sub",
    aliases = "subscribe",
    description = {
      "Shows messages as they come, until Ctrl-C.",
      "With --count and --wait it fails if fewer messages came. What it shows goes to standard"
          + " output, what it says of itself to standard error."
    },
    footer = {
      "  nuncio sub 'orders.>' --count 2",
      "  nuncio sub orders.new greetings --json --count 2 --wait 5s",
      "  nuncio sub orders.new --queue workers --raw --count 1"
    })
public final class SubscribeCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final Connections connections;
  private final Outside outside;

  @Parameters(
      arity = "1..*",
      paramLabel = "SUBJECT",
      description = "what to subscribe to; may have * and >")
  private List<String> subjects = new ArrayList<>();

  @Option(names = "--queue", paramLabel = "GROUP", description = "joins a queue group")
  private @Nullable String queue;

  @Option(names = "--count", paramLabel = "N", description = "ends after so many messages")
  private long count;

  @Option(
      names = "--wait",
      paramLabel = "SPAN",
      description = "ends when no message has come for so long")
  private @Nullable Duration wait;

  @ArgGroup private Shown shown = new Shown();

  private long messages;
  private long bytes;

  /// How messages are shown; one at most.
  static final class Shown {
    @Option(
        names = {"-r", "--raw"},
        description = "shows payloads and nothing else")
    private boolean raw;

    @Option(names = "--headers-only", description = "shows no payload")
    private boolean headersOnly;

    @Option(
        names = {"-j", "--json"},
        description = {
          "shows a JSON object for each message: subject, reply, headers,",
          "data, or data_base64 if that is not UTF-8"
        })
    private boolean json;

    MessagePrinter.Style style() {
      if (raw) {
        return MessagePrinter.Style.RAW;
      }
      if (json) {
        return MessagePrinter.Style.JSON;
      }
      return headersOnly ? MessagePrinter.Style.HEADERS_ONLY : MessagePrinter.Style.FULL;
    }
  }

  /// A command that connects by these connections.
  public SubscribeCommand(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    subjects.forEach(SubjectRules::requireFilter);
    if (queue != null) {
      SubjectRules.requireQueue(queue);
    }
    if (count < 0) {
      throw CommandFailure.usage("--count is at least 1, not " + count);
    }
    try (Session session = connections.openForLong();
        Inflow inflow = new Inflow(session, subjects, queue)) {
      return receive(session, inflow);
    }
  }

  private int receive(Session session, Inflow inflow) {
    Terminal terminal = outside.terminal();
    try {
      session.flush();
      terminal.say("Subscribed to " + String.join(", ", subjects));
      print(inflow);
      return 0;
    } catch (InterruptedException ended) {
      return INTERRUPTED;
    } finally {
      terminal.say(summary(inflow));
    }
  }

  private void print(Inflow inflow) throws InterruptedException {
    var printer = new MessagePrinter(outside.terminal(), shown.style());
    while (count == 0 || messages < count) {
      Message message = inflow.next(wait);
      if (message == null) {
        if (count > 0) {
          throw CommandFailure.of(
              "%d messages were expected, and %d came before there was none for %s"
                  .formatted(count, messages, Spans.text(wait == null ? Duration.ZERO : wait)));
        }
        return;
      }
      messages++;
      bytes += message.getData().length;
      printer.print(messages, message);
      if (inflow.isEmpty() || messages == count) {
        outside.terminal().flush();
      }
    }
  }

  private String summary(Inflow inflow) {
    long dropped = inflow.dropped();
    return "Received %s %s, %s %s%s"
        .formatted(
            Spans.count(messages),
            messages == 1 ? "message" : "messages",
            Spans.count(bytes),
            bytes == 1 ? "byte" : "bytes",
            dropped == 0 ? "" : "; " + Spans.count(dropped) + " more came too fast and are lost");
  }
}
