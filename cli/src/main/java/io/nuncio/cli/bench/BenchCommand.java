package io.nuncio.cli.bench;

import picocli.CommandLine.Command;

/// `nuncio bench`, which holds the commands that measure.
@Command(
    name = "bench",
    description = {
      "Measures what a server, the network and this machine do together.",
      "Figures hold for this machine and what else runs on it. Let 'bench sub' wait before 'bench"
          + " pub' begins, and 'bench reply' before 'bench req'."
    },
    subcommands = {BenchPublish.class, BenchSubscribe.class, BenchRequest.class, BenchReply.class},
    footer = "  nuncio bench pub bench.a --msgs 20000 --size 256 --clients 2")
public final class BenchCommand {
  /// Holds others and does nothing.
  public BenchCommand() {}
}
