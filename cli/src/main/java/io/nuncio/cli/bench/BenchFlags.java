package io.nuncio.cli.bench;

import io.nuncio.cli.outside.CommandFailure;
import picocli.CommandLine.Option;

/// What all measurements can be told.
final class BenchFlags {
  private static final int MOST_CLIENTS = 1_000;

  @Option(
      names = "--msgs",
      paramLabel = "N",
      description = "how many messages, or requests, in all; 100000 by default")
  private long messages = 100_000;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "by how many connections at once; 1 by default")
  private int clients = 1;

  @Option(names = "--no-progress", description = "does not show on a terminal how far it is")
  private boolean noProgress;

  @Option(
      names = {"-j", "--json"},
      description = "shows a JSON object, with times in nanoseconds")
  private boolean json;

  /// Refuses what cannot be done.
  void check() {
    if (messages < 1) {
      throw CommandFailure.usage("--msgs is at least 1, not " + messages);
    }
    if (clients < 1 || clients > MOST_CLIENTS || clients > messages) {
      throw CommandFailure.usage(
          "--clients is at least 1, and at most --msgs and %d, not %d"
              .formatted(MOST_CLIENTS, clients));
    }
  }

  long messages() {
    return messages;
  }

  int clients() {
    return clients;
  }

  /// How many messages are this client's, of all of them.
  long share(int client) {
    return messages / clients + (client < messages % clients ? 1 : 0);
  }

  boolean json() {
    return json;
  }

  boolean progress() {
    return !noProgress;
  }
}
