package io.nuncio.cli.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the payload of a message comes from: the command line, where it is a template, or the
/// standard input, where it is what it is.
final class Bodies {
  private static final int MAX_BYTES = 64 << 20;

  private Bodies() {}

  /// What makes the payload of each message.
  ///
  /// @param given on the command line; null for the standard input
  static Function<Template.Moment, byte[]> of(
      @Nullable String given, boolean templates, Outside outside) throws InterruptedException {
    if (given == null) {
      byte[] bytes = read(outside);
      return moment -> bytes;
    }
    Template template = templates ? Template.parse(given) : Template.plain(given);
    return moment -> template.text(moment).getBytes(UTF_8);
  }

  private static byte[] read(Outside outside) throws InterruptedException {
    if (outside.terminal().ends().input()) {
      outside.terminal().say("Reading the message from standard input, up to Ctrl-D");
    }
    try {
      byte[] bytes = outside.terminal().read(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw CommandFailure.of("a message has at most 64 MiB, and standard input has more");
      }
      return bytes;
    } catch (IOException e) {
      throw CommandFailure.of("cannot read standard input: " + CommandFailure.reason(e));
    }
  }
}
